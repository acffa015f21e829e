package study

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Merge makes one study of its shards, which it reads and leaves as they are. The order of dirs
// changes nothing of what Each visits. A *ShardsError names all that is wrong: a shard of another
// study, replications that two shards hold or none; what cannot be read is the error of Read.
func Merge(dirs []string) (*Parts, error) {
	if len(dirs) == 0 {
		return nil, &ShardsError{[]string{"expected at least one folder, found none"}}
	}
	shards := make([]*Parts, len(dirs))
	var unreadable error
	var foreigners []string
	for i, dir := range dirs {
		if problem := noShard(dir); problem != "" {
			foreigners = append(foreigners, problem)
			continue
		}
		var err error
		shards[i], err = Read(dir)
		unreadable = errors.Join(unreadable, err)
	}
	if len(foreigners) > 0 {
		return nil, &ShardsError{foreigners}
	}
	if unreadable != nil {
		return nil, unreadable
	}
	problems := foreign(dirs, shards)
	merged := newParts(wholeStudy(shards[0].Inputs))
	if len(problems) == 0 {
		for i, shard := range shards {
			problems = append(problems, repeated(dirs, shards, i)...)
			merged.take(shard)
		}
		problems = append(problems, merged.missing(dirs, shards)...)
	}
	if len(problems) > 0 {
		return nil, &ShardsError{problems}
	}
	return merged, nil
}

// noShard says why a folder is no shard's, nor that of a study which still has its parts, "" where it may be one.
func noShard(dir string) string {
	has := func(name ...string) bool {
		_, err := os.Stat(filepath.Join(append([]string{dir}, name...)...))
		return err == nil
	}
	switch {
	case !has(folderName):
		return dir + ": is not the folder of a shard"
	case has(manifestName) && !has(folderName, journalName):
		return dir + ": holds a complete study, which needs no merging"
	}
	return ""
}

// wholeStudy is what a shard's study is.
func wholeStudy(in Inputs) Inputs {
	in.Shard = ""
	return in
}

// foreign says which shards are of another study than the first.
func foreign(dirs []string, shards []*Parts) (problems []string) {
	study := wholeStudy(shards[0].Inputs)
	for i, shard := range shards {
		for _, change := range study.changes(wholeStudy(shard.Inputs)) {
			problems = append(problems, fmt.Sprintf("%s is of another study than %s: %s", dirs[i], dirs[0], change))
		}
	}
	return problems
}

// repeated says what shard i holds that an earlier one holds too.
func repeated(dirs []string, shards []*Parts, i int) (problems []string) {
	for j, earlier := range shards[:i] {
		both := slices.DeleteFunc(shards[i].keys(), func(key Key) bool { return !earlier.Over(key) })
		if len(both) > 0 {
			problems = append(problems, fmt.Sprintf("%s and %s both hold %s", dirs[j], dirs[i], spansText(spansOf(both))))
		}
	}
	return problems
}

// take adds what a shard holds.
func (p *Parts) take(shard *Parts) {
	folder := int32(len(p.folders))
	p.folders = append(p.folders, shard.folders[0])
	for _, key := range shard.keys() {
		e := shard.entry(key)
		e.folder = folder
		p.add(e)
	}
	p.Found.Done, p.Found.Failed = p.Count()
}

// missing says which replications no shard holds, which shards there are, and what damage may be
// the reason.
func (p *Parts) missing(dirs []string, shards []*Parts) (problems []string) {
	gaps := gapsOf(p.keys(), p.Inputs.Arms, p.Inputs.Replications)
	if len(gaps) == 0 {
		return nil
	}
	names := make([]string, len(shards))
	for i, shard := range shards {
		if over, all := len(shard.keys()), ShardSize(shard.Inputs.Shard, p.Inputs.Replications)*p.Inputs.Arms; over < all {
			problems = append(problems, fmt.Sprintf("%s is not finished: %d of %d replications are over; go on with it by --resume", dirs[i], over, all))
		}
		names[i] = shardName(shard.Inputs.Shard)
		if shard.Found.mended() {
			problems = append(problems, fmt.Sprintf("%s: %v", dirs[i], shard.Found))
		}
	}
	slices.Sort(names)
	problems = append(problems, absent(shards)...)
	return append(problems, fmt.Sprintf("no folder holds %s (given: %s)", spansText(gaps), strings.Join(names, ", ")))
}

// absent says which shards are not given where all are of as many.
func absent(shards []*Parts) (problems []string) {
	first, err := parseShard(shards[0].Inputs.Shard)
	given := make([]bool, first.of)
	for _, parts := range shards {
		s, wrong := parseShard(parts.Inputs.Shard)
		if err != nil || wrong != nil || s.of != first.of {
			return nil
		}
		given[s.at] = true
	}
	var names []string
	for at, is := range given {
		if !is {
			names = append(names, fmt.Sprintf("%d/%d", at, first.of))
		}
	}
	if n := len(names); n > 0 {
		const most = 20
		problems = append(problems, fmt.Sprintf("%d of %d shards are not given: %s", n, first.of, strings.Join(names[:min(n, most)], ", ")+map[bool]string{true: ", ..."}[n > most]))
	}
	return problems
}

// span is a row of replications of one arm, the last included.
type span struct{ arm, first, last int }

// spansOf joins neighbours.
func spansOf(keys []Key) (spans []span) {
	for _, key := range slices.SortedFunc(slices.Values(keys), compareKeys) {
		if n := len(spans) - 1; n >= 0 && spans[n].arm == key.Arm && key.Replication <= spans[n].last+1 {
			spans[n].last = key.Replication
			continue
		}
		spans = append(spans, span{key.Arm, key.Replication, key.Replication})
	}
	return spans
}

// gapsOf lists what sorted keys leave out of a study.
func gapsOf(keys []Key, arms, replications int) (gaps []span) {
	for arm := range arms {
		next := 0
		for len(keys) > 0 && keys[0].Arm == arm {
			if keys[0].Replication > next {
				gaps = append(gaps, span{arm, next, keys[0].Replication - 1})
			}
			next, keys = keys[0].Replication+1, keys[1:]
		}
		if next < replications {
			gaps = append(gaps, span{arm, next, replications - 1})
		}
	}
	return gaps
}

// spansText reads "arm 0 replications 3-5, arm 1 replication 2 and 7 more".
func spansText(spans []span) string {
	const most = 8
	var list []string
	more := 0
	for i, s := range spans {
		switch {
		case i >= most:
			more += s.last - s.first + 1
		case s.first == s.last:
			list = append(list, Key{s.arm, s.first}.String())
		default:
			list = append(list, fmt.Sprintf("arm %d replications %d-%d", s.arm, s.first, s.last))
		}
	}
	text := strings.Join(list, ", ")
	if more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
