package record

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
)

// Address is where to listen. It is this machine's own, which no other machine reaches, unless remote was asked for.
type Address struct {
	host   string // an IP address or a name; empty for all of the machine's
	port   uint16
	remote bool
}

// AddressError says that an address cannot be listened on as it was given. It is bad input.
type AddressError struct{ Address, Problem string }

// Error names the address, what was expected and what was found.
func (e *AddressError) Error() string { return fmt.Sprintf("--listen %q: %s", e.Address, e.Problem) }

// ParseAddress reads HOST:PORT, such as 127.0.0.1:9464 or [::1]:0, where port 0 picks a free one. Where remote is
// false the host must be localhost or a loopback address: "", as in ":9464", means all networks of the machine.
func ParseAddress(text string, remote bool) (Address, error) {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		return Address{}, &AddressError{text, "expected HOST:PORT, such as 127.0.0.1:9464"}
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return Address{}, &AddressError{text, fmt.Sprintf("expected a port from 0 to 65535, found %q", port)}
	}
	a := Address{host, uint16(number), remote}
	if !remote && !isLoopback(host) {
		return Address{}, &AddressError{text, "other machines may reach this; use 127.0.0.1 or localhost, or add --insecure-remote (no password, no encryption)"}
	}
	return a, nil
}

// isLoopback tells whether a host is this machine as only it sees itself.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// String is HOST:PORT.
func (a Address) String() string { return net.JoinHostPort(a.host, strconv.Itoa(int(a.port))) }

// listen takes the port. A localhost that is another machine's is refused.
func (a Address) listen() (net.Listener, error) {
	listener, err := net.Listen("tcp", a.String())
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; port 0 picks a free one", a, err)
	}
	if tcp, ok := listener.Addr().(*net.TCPAddr); !a.remote && (!ok || !tcp.IP.IsLoopback()) {
		_ = listener.Close() // nothing was accepted
		return nil, &AddressError{a.String(), fmt.Sprintf("%s is not this machine alone", listener.Addr())}
	}
	return listener, nil
}

// trusts tells whether a request may name a host. A page of a stranger that has its own name point here (DNS
// rebinding) gets nothing: a browser sends that name. Other networks may name the machine by any IP address, by the
// name given, or by its own.
func (a Address) trusts(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	if isLoopback(host) {
		return true
	}
	if !a.remote || host == "" {
		return false
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	own, _ := os.Hostname() // empty where unknown, which no host is
	return strings.EqualFold(host, a.host) || strings.EqualFold(host, own)
}
