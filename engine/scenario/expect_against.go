package scenario

import (
	"monazite/engine"
	"monazite/engine/expect"
)

// checkAgainst reports claims against scenarios that there are not. What these contain is read only
// when the claims are to be verified.
func (l *loader) checkAgainst() {
	told := map[[2]string]error{}
	for _, e := range l.doc.Tables["expect"] {
		v := e.Values["against"]
		name, isText := v.Raw.(string)
		if !isText {
			continue
		}
		key := [2]string{name, v.File}
		err, known := told[key]
		if !known {
			_, err = l.find(name, v)
			told[key] = err
		}
		if err != nil {
			l.ps.Add(e.Problem("against", err.Error()))
		}
	}
}

// find looks a file up that is none of the scenario's own, within the bounds of what it may read.
func (l *loader) find(name string, mention Value) (SourceFile, error) {
	files := l.doc.Files
	defer func() { l.doc.Files = files }()
	return l.open(name, mention.File)
}

// Trial is a scenario with what it claims of its runs and the scenarios that these claims are against.
// The error is Problems: of the scenario, of the others, and of claims that the others do not fit.
func Trial(name string) (*expect.Trial, *Document, error) {
	built, doc, err := Open(name, nil)
	if err != nil {
		return nil, doc, err
	}
	t := &expect.Trial{Scenario: built, Claims: Claims(doc, built), Others: map[string]*engine.Scenario{}}
	ps := &Problems{}
	for i := range t.Claims {
		c := &t.Claims[i]
		if c.Against == "" {
			continue
		}
		e := doc.Find("expect", c.ID)
		if t.Others[c.Against] == nil {
			if t.Others[c.Against], err = another(c.Against, e.Values["against"]); err != nil {
				return nil, doc, err
			}
		}
		if err := c.Fits(t.Others[c.Against]); err != nil {
			ps.Add(e.Problem("against", err.Error()))
		}
	}
	for _, f := range doc.Files {
		ps.know(f)
	}
	return t, doc, ps.Err()
}

// another opens the scenario that a value names.
func another(name string, mention Value) (*engine.Scenario, error) {
	f, err := Embedded().Open(name, mention.File)
	if err != nil {
		return nil, err
	}
	s, _, err := Open(f.Name, nil)
	return s, err
}
