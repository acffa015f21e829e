package scenario

import "reflect"

// decode decodes an entry. Entries are read several times: to find problems, to be judged, and in the order of ids. What was
// read before there was any problem is copied.
func (b *builder) decode(e *Entry, dst ...any) {
	if before := b.decoded[e]; b.ps.Len() == 0 && sameTypes(before, dst) {
		for i := range dst {
			reflect.ValueOf(dst[i]).Elem().Set(reflect.ValueOf(before[i]).Elem())
		}
		return
	}
	DecodeAll(e, b.ps, b.refs, dst...)
	if b.ps.Len() == 0 {
		b.decoded[e] = copies(dst)
	}
}

// sameTypes tells whether two lists point to structs of the same types.
func sameTypes(before, dst []any) bool {
	if len(before) != len(dst) {
		return false
	}
	for i := range dst {
		if reflect.TypeOf(before[i]) != reflect.TypeOf(dst[i]) {
			return false
		}
	}
	return true
}

// copies points to copies of structs, which those who decode may change.
func copies(dst []any) []any {
	list := make([]any, len(dst))
	for i := range dst {
		p := reflect.New(reflect.TypeOf(dst[i]).Elem())
		p.Elem().Set(reflect.ValueOf(dst[i]).Elem())
		list[i] = p.Interface()
	}
	return list
}
