package record

import (
	"errors"
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	for _, c := range []struct {
		text   string
		remote bool
		want   string // the address, or a part of the error
		ok     bool
	}{
		{"127.0.0.1:9464", false, "127.0.0.1:9464", true},
		{"127.0.0.1:0", false, "127.0.0.1:0", true},
		{"127.8.9.1:80", false, "127.8.9.1:80", true},
		{"localhost:9464", false, "localhost:9464", true},
		{"LocalHost:9464", false, "LocalHost:9464", true},
		{"[::1]:9464", false, "[::1]:9464", true},
		{"[::ffff:127.0.0.1]:9464", false, "[::ffff:127.0.0.1]:9464", true},
		{":9464", false, "--insecure-remote", false},
		{"0.0.0.0:9464", false, "--insecure-remote", false},
		{"[::]:9464", false, "--insecure-remote", false},
		{"192.168.1.4:9464", false, "--insecure-remote", false},
		{"example.com:9464", false, "--insecure-remote", false},
		{"localhost.example.com:9464", false, "--insecure-remote", false},
		{"127.1:9464", false, "--insecure-remote", false}, // some resolvers read it as 127.0.0.1: not for us to guess
		{"2130706433:9464", false, "--insecure-remote", false},
		{":9464", true, ":9464", true},
		{"0.0.0.0:9464", true, "0.0.0.0:9464", true},
		{"host.example:9464", true, "host.example:9464", true},
		{"9464", true, "HOST:PORT", false},
		{"", true, "HOST:PORT", false},
		{"127.0.0.1", false, "HOST:PORT", false},
		{"::1:9464", false, "HOST:PORT", false},
		{"127.0.0.1:", false, "0 to 65535", false},
		{"127.0.0.1:65536", false, "0 to 65535", false},
		{"127.0.0.1:-1", false, "0 to 65535", false},
		{"127.0.0.1:http", false, "0 to 65535", false},
	} {
		got, err := ParseAddress(c.text, c.remote)
		switch {
		case c.ok && (err != nil || got.String() != c.want):
			t.Errorf("%q: %v, %v, want %s", c.text, got, err, c.want)
		case !c.ok && (!errors.As(err, new(*AddressError)) || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q: error %v, want one that says %q", c.text, err, c.want)
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, seed := range []string{"127.0.0.1:9464", ":9464", "[::1]:0", "localhost:1", "a%b:2", "[::1%lo]:3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := ParseAddress(text, false)
		if err != nil {
			return
		}
		if !isLoopback(at.host) || !at.trusts(at.String()) {
			t.Errorf("%q is listened on without --insecure-remote, as %v", text, at)
		}
		if again, err := ParseAddress(at.String(), false); err != nil || again != at {
			t.Errorf("%q is read as %v, and that as %v, %v", text, at, again, err)
		}
	})
}

func TestTrusts(t *testing.T) {
	for _, c := range []struct {
		listen string
		remote bool
		host   string
		want   bool
	}{
		{"127.0.0.1:9464", false, "127.0.0.1:9464", true},
		{"127.0.0.1:9464", false, "localhost:8080", true}, // a tunnel
		{"127.0.0.1:9464", false, "[::1]", true},
		{"127.0.0.1:9464", false, "10.0.0.1:9464", false},
		{"127.0.0.1:9464", false, "evil.example:9464", false},
		{"127.0.0.1:9464", false, "127.0.0.1.evil.example", false},
		{"127.0.0.1:9464", false, "", false},
		{":9464", true, "10.0.0.1:9464", true},
		{":9464", true, "[fe80::1]:9464", true},
		{":9464", true, "localhost", true},
		{":9464", true, "evil.example:9464", false},
		{":9464", true, "", false},
		{":9464", true, ":9464", false},
		{"study.example:9464", true, "study.example:9464", true},
		{"study.example:9464", true, "Study.Example", true},
		{"study.example:9464", true, "other.example", false},
	} {
		at, err := ParseAddress(c.listen, c.remote)
		if err != nil {
			t.Fatal(err)
		}
		if got := at.trusts(c.host); got != c.want {
			t.Errorf("a server on %s trusts the host %q: %v, want %v", c.listen, c.host, got, c.want)
		}
	}
}
