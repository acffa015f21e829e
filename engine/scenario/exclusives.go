package scenario

import (
	"slices"

	"monazite/agents/policy"
)

// exclusives are the things that instruments claim for themselves, such as the price of a good at a plant, with who does.
type exclusives []exclusive

type exclusive struct {
	thing  string
	entry  *Entry
	common *policy.Common
}

// claim reports an instrument that claims what another does in the same months. Of two the one in the scenario's own file
// is at fault, since what it extends stood before; else the later.
func (xs *exclusives) claim(b *builder, e *Entry, keys policy.Builder, s *policy.Setup) {
	claims, is := keys.(policy.Exclusive)
	if !is {
		return
	}
	for _, thing := range claims.Excludes(s) {
		own := exclusive{thing, e, s.Keys}
		if i := slices.IndexFunc(*xs, func(x exclusive) bool { return x.thing == thing && x.common.Overlaps(s.Keys) }); i >= 0 {
			b.contradict((*xs)[i], own)
		}
		*xs = append(*xs, own)
	}
}

func (b *builder) contradict(first, second exclusive) {
	key, own := b.ownKey(second.entry)
	if earlier, is := b.ownKey(first.entry); is && (!own || first.entry.Line > second.entry.Line) {
		first, second, key = second, first, earlier
	}
	e, o := second.entry, first.entry
	b.wrong(e, key, "claims %s from %s to %s, as %s (%s) does from %s to %s; expected months that do not overlap, or one of the two",
		second.thing, second.common.Begins(), second.common.End, o.Name(), o.Pos, first.common.Begins(), first.common.End)
}

// ownKey is the first key of an entry that the scenario's own file sets, nothing where the whole entry is its own; false
// where none of it is.
func (b *builder) ownKey(e *Entry) (key string, own bool) {
	if b.own(e.Pos) {
		return "", true
	}
	i := slices.IndexFunc(e.Keys, func(key string) bool { return b.own(e.Values[key].Pos) })
	if i < 0 {
		return "", false
	}
	return e.Keys[i], true
}
