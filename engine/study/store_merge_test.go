package study

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shardsOf makes the folders of a study in n shards, where a shard has every n-th replication.
func shardsOf(t *testing.T, in Inputs, n int) (dirs []string) {
	root := t.TempDir()
	for i := range n {
		shard := in
		shard.Shard = fmt.Sprintf("%d/%d", i, n)
		dir := filepath.Join(root, fmt.Sprint(i))
		s := must[*Store](t)(openStore(dir, shard, false, quiet()))
		keys := every(in)
		slices.Reverse(keys)
		for _, key := range keys {
			if key.Replication%n != i {
				continue
			}
			if err := put(s, key); err != nil {
				t.Fatal(err)
			}
		}
		closed(t, s)
		dirs = append(dirs, dir)
	}
	return dirs
}

// Shards, however many and in whatever order, give what the whole study gives.
func TestMergeShards(t *testing.T) {
	in := Inputs{Arms: 3, Replications: 20, Texts: small().Texts}
	want := expected(in)
	for _, n := range []int{1, 3, 8} {
		dirs := shardsOf(t, in, n)
		for turn := range n {
			order := append(slices.Clone(dirs[turn:]), dirs[:turn]...)
			for range 2 {
				merged := must[*Parts](t)(Merge(order))
				if got := iterated(t, merged); got != want {
					t.Errorf("%d shards from %d: got\n%s", n, turn, got)
				}
				if done, failed := merged.Count(); done != 53 || failed != 7 || merged.Found.Done != 53 || merged.Inputs.Shard != "" {
					t.Errorf("%d done, %d failed, inputs %v", done, failed, merged.Inputs)
				}
				slices.Reverse(order)
			}
		}
	}
}

// Folders that do not make one study are refused with all that is wrong.
func TestMergeRefuses(t *testing.T) {
	in := Inputs{Arms: 2, Replications: 6, Texts: small().Texts}
	shards := shardsOf(t, in, 3)
	other := in
	other.Texts = []Text{{"version", "1.0"}, {"seed", "8"}, {"study.toml", "a = 1\nb = 2\n"}}
	foreign := shardsOf(t, other, 3)
	damaged := shardsOf(t, in, 3)
	files := readFolder(t, damaged[1])
	files[filepath.Join(folderName, "000001.parts")][0] ^= 1 // of the last: arm 1 replication 4 fails, so arm 1 replication 1 too
	writeFolder(t, damaged[1], files)
	for _, c := range []struct {
		name string
		dirs []string
		want []string
	}{
		{"none", nil, []string{"expected at least one folder"}},
		{"a shard is missing", []string{shards[2], shards[0]},
			[]string{"no folder holds arm 0 replication 1, arm 0 replication 4, arm 1 replication 1, arm 1 replication 4 (given: 0/3, 2/3)"}},
		{"a shard twice", []string{shards[0], shards[1], shards[2], shards[1]},
			[]string{shards[1] + " and " + shards[1] + " both hold arm 0 replication 1, arm 0 replication 4, arm 1"}},
		{"twice and missing", []string{shards[0], shards[0]}, []string{"both hold", "no folder holds arm 0 replications 1-2, arm 0 replications 4-5"}},
		{"another study", []string{shards[0], foreign[1], shards[2]}, []string{foreign[1] + " is of another study than " + shards[0] + `: seed: began with "7", now "8"`}},
		{"a damaged part", damaged, []string{damaged[1] + ": ", "damaged parts: arm 0 replication 4;", "no folder holds arm 0 replication 4 (given: 0/3, 1/3, 2/3)"}},
	} {
		_, err := Merge(c.dirs)
		var refused *ShardsError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %q", c.name, err, want)
			}
		}
	}
	absent := filepath.Join(t.TempDir(), "absent")
	if _, err := Merge([]string{absent, shards[0], absent + "2"}); !errors.As(err, new(*ShardsError)) || !strings.Contains(err.Error(), "absent2") {
		t.Errorf("absent folders: %v", err)
	}
}

// Gaps by hand: replications 0-4 of two arms, of which 1, 2 and 4 of the first are there.
func TestGaps(t *testing.T) {
	keys := []Key{{0, 1}, {0, 2}, {0, 4}}
	got := spansText(gapsOf(keys, 2, 5))
	if want := "arm 0 replication 0, arm 0 replication 3, arm 1 replications 0-4"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := spansText(spansOf([]Key{{0, 4}, {0, 2}, {0, 1}})), "arm 0 replications 1-2, arm 0 replication 4"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var many []Key
	for i := range 12 {
		many = append(many, Key{i, 2 * i})
	}
	if got := spansText(spansOf(many)); !strings.HasSuffix(got, "arm 7 replication 14 and 4 more") {
		t.Errorf("got %q", got)
	}
}

// Traces are copied whole, whatever a call that was cut off has left of them.
func TestCopyTraces(t *testing.T) {
	root := t.TempDir()
	shard, dir := filepath.Join(root, "shard"), filepath.Join(root, "dir")
	writeFolder(t, shard, map[string][]byte{"traces/base-r0/manifest.json": []byte("whole"), "traces/base-r1/prices/prices.parquet": []byte("p")})
	writeFolder(t, dir, map[string][]byte{"traces/base-r0/manifest.json": []byte("wh"), "traces/base-r0/other": nil})
	for range 2 {
		if err := CopyTraces(dir, []string{root, shard}); err != nil {
			t.Fatal(err)
		}
		sameFiles(t, "traces", readFolder(t, dir), readFolder(t, shard))
	}
}
