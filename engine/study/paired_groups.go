package study

import (
	"errors"
	"fmt"
)

// Package says which arms take a package of policies apart and put it together: by number in the outcome's list.
type Package struct {
	Base, Full int     // no policy (A0) and all of them (A2)
	Groups     []Group // the parts, which together make up the package
}

// Group is one part of a package. Arm -1 stands for an arm that the study does not have.
type Group struct {
	Name    string
	Without int // the package less this part (A3)
	Alone   int // the base plus this part (A4)
}

// GroupEffect is what one part of a package does; nil for what the study has no arm of.
type GroupEffect struct {
	Name        string
	LeaveOneOut *Effect // package - package without the part: what would be lost
	AddOneIn    *Effect // base with the part - base: what it brings alone
}

// PackageEffect takes the effect of a package apart.
type PackageEffect struct {
	Groups []GroupEffect
	Total  Effect // package - base

	// Interaction is (package - base) - the sum of all add-one-ins, replication by replication over those that finished in
	// every arm: above 0 the parts bring more together than each alone. nil where an add-one-in arm is missing.
	Interaction *Effect
}

// Package compares the arms of a package at a level such as 0.95.
func (o *Outcome) Package(p Package, level float64) (*PackageEffect, error) {
	if err := errors.Join(checkLevel(level), o.checkPackage(p)); err != nil {
		return nil, err
	}
	total, err := o.between(p.Full, p.Base)
	if err != nil {
		return nil, err
	}
	effect := &PackageEffect{Total: effectOf(total, level)}
	rest, complete := total, len(p.Groups) > 0
	for _, g := range p.Groups {
		part := GroupEffect{Name: g.Name}
		if g.Without >= 0 {
			lost, _ := o.between(p.Full, g.Without)
			e := effectOf(lost, level)
			part.LeaveOneOut = &e
		}
		if g.Alone >= 0 {
			gained, _ := o.between(g.Alone, p.Base)
			e := effectOf(gained, level)
			part.AddOneIn = &e
			subtract(rest, gained)
		} else {
			complete = false
		}
		effect.Groups = append(effect.Groups, part)
	}
	if complete {
		e := effectOf(rest, level)
		effect.Interaction = &e
	}
	return effect, nil
}

// subtract takes the second column from the first, in place.
func subtract(from, column []float64) {
	for r := range from {
		from[r] -= column[r]
	}
}

// checkPackage names every arm that the outcome does not have.
func (o *Outcome) checkPackage(p Package) error {
	var errs []error
	need := func(what string, arm, least int) {
		if arm < least || arm >= len(o.Arms) {
			errs = append(errs, fmt.Errorf("%s: %s is arm %d, expected %d to %d", o.Metric, what, arm, least, len(o.Arms)-1))
		}
	}
	need("the base of the package", p.Base, 0)
	need("the full package", p.Full, 0)
	for _, g := range p.Groups {
		need("the package without "+g.Name, g.Without, -1)
		need(g.Name+" alone", g.Alone, -1)
	}
	return errors.Join(errs...)
}
