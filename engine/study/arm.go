package study

import (
	"fmt"
	"slices"
	"strings"

	"monazite/engine/scenario"
)

// armKeys are an arm in a study's file:
//
//	[[arm]]
//	name     = "dearer-floor"
//	against  = "history"                                    # the baseline where absent
//	scenario = "history"                                    # the study's own where absent; several lie on top of one another
//	set      = { "instrument.us-mp-floor.strike" = "130 USD/kg" }
//	remove   = ["instrument.us-mp-loan"]
//
//	[[arm.instrument]]                                      # one more
//	id   = "eu-stake"
//	kind = "equity-stake"
type armKeys struct {
	Against    string         `toml:"against" opt:"" doc:"the arm that it is compared with: the baseline, which is the first, where absent"`
	Title      string         `toml:"title" opt:"" doc:"what it is called in sentences"`
	Scenario   scenario.Value `toml:"scenario" opt:"" form:"name, or list of names" doc:"a scenario, or several on top of one another"`
	Set        scenario.Value `toml:"set" opt:"" form:"table" doc:"values by their paths"`
	Remove     scenario.Value `toml:"remove" opt:"" form:"list of table.id" doc:"entries that are taken out: instrument.id, shock.id"`
	Instrument scenario.Value `toml:"instrument" opt:"" form:"list of tables" doc:"instruments that are added or changed"`
	Shock      scenario.Value `toml:"shock" opt:"" form:"list of tables" doc:"shocks that are added or changed"`
}

// groupKeys are a group of what makes up a policy package.
type groupKeys struct {
	Title  string         `toml:"title" opt:"" doc:"what it is called in sentences"`
	Remove scenario.Value `toml:"remove" opt:"" form:"list of table.id" doc:"entries that an arm without the group lacks: instrument.id, shock.id"`
	Set    scenario.Value `toml:"set" opt:"" form:"table" doc:"values that such an arm has"`
}

// armDraft is an arm that is not built yet.
type armDraft struct {
	Arm
	scenario.Layers
	against string          // the name of the arm that it is compared with; "" for the baseline
	entry   *scenario.Entry // in a study's file; nil for an arm that something else made
}

// group is a part of a package that arms may lack.
type group struct {
	name, title string
	removed     []*scenario.Entry
	sets        []scenario.Set
}

// leftOut is the name of an arm without the group, alone that of one without all others.
func (g *group) leftOut(full string) string { return full + "-without-" + g.name }
func (g *group) alone(full string) string   { return full + "-only-" + g.name }

// addArm makes an arm of a scenario that the command line names.
func (d *draft) addArm(f scenario.SourceFile, name string) {
	a := &armDraft{Arm: Arm{Name: fileName(f.Name), At: scenario.Pos{File: f.Name}}}
	a.Scenarios = []scenario.Value{{Raw: name}}
	if d.named(a.Name) != nil {
		d.fail(name, "", "is there twice: expected different scenarios, or --arm NAME:path=value")
	}
	d.arms = append(d.arms, a)
}

// named finds an arm.
func (d *draft) named(name string) *armDraft {
	if i := slices.IndexFunc(d.arms, func(a *armDraft) bool { return a.Name == name }); i >= 0 {
		return d.arms[i]
	}
	return nil
}

// readArms reads all arms and groups.
func (d *draft) readArms() {
	for _, e := range d.sheet.Of("arm") {
		if a := d.readArm(e); a != nil {
			d.arms = append(d.arms, a)
		}
	}
	if len(d.sheet.Of("arm")) == 0 {
		d.ps.Add(scenario.Problem{Pos: d.sheet.Top.Pos, Entity: "arm", Message: "a study has at least one [[arm]]; the first is the baseline"})
	}
	for _, e := range d.sheet.Of("group") {
		if slices.ContainsFunc(d.groups, func(g group) bool { return g.name == e.ID }) {
			d.ps.Add(scenario.Problem{Pos: e.Pos, Entity: e.Name(), Message: "there is a group of this name already"})
			continue
		}
		var keys groupKeys
		if scenario.Decode(e, &keys, d.ps, nil) {
			g := group{name: e.ID, title: keys.Title, removed: d.removals(e, keys.Remove), sets: setsOf(keys.Set)}
			if g.title == "" {
				g.title = e.ID
			}
			d.groups = append(d.groups, g)
		}
	}
	d.leaveOneOut()
	d.addOneIn()
	d.checkAgainst()
}

// readArm reads one arm.
func (d *draft) readArm(e *scenario.Entry) *armDraft {
	var keys armKeys
	if !scenario.Decode(e, &keys, d.ps, nil) {
		return nil
	}
	if d.named(e.ID) != nil {
		d.ps.Add(scenario.Problem{Pos: e.Pos, Entity: e.Name(), Message: "there is an arm of this name already"})
		return nil
	}
	a := &armDraft{Arm: Arm{Name: e.ID, Words: keys.Title, At: e.Pos}, against: keys.Against, entry: e}
	a.Sets = setsOf(keys.Set)
	base := keys.Scenario
	if base.Raw == nil {
		base = d.keys.Scenario
	}
	if base.Raw == nil {
		d.ps.Add(e.Problem("scenario", "missing; expected the name or path of a scenario, here or at the top of the study"))
		return nil
	}
	for _, v := range base.Each() {
		name, is := v.Raw.(string)
		if !is {
			d.ps.Add(scenario.Problem{Pos: v.Pos, Entity: e.Name(), Key: "scenario", Value: v.String(), Message: "expected the name or path of a scenario, or a list of them"})
			continue
		}
		if f, err := d.library.Open(name, v.File); err == nil && f.Name == d.sheet.File.Name {
			d.ps.Add(scenario.Problem{Pos: v.Pos, Entity: e.Name(), Key: "scenario", Value: v.String(), Message: "an arm cannot be made of its own study"})
			continue
		}
		a.Scenarios = append(a.Scenarios, v)
	}
	a.Entries = append(a.Entries, d.added(e, "instrument", keys.Instrument)...)
	a.Entries = append(a.Entries, d.added(e, "shock", keys.Shock)...)
	a.Entries = append(a.Entries, d.removals(e, keys.Remove)...)
	return a
}

// added are the entries that an arm adds to a table.
func (d *draft) added(arm *scenario.Entry, table string, list scenario.Value) (entries []*scenario.Entry) {
	if list.Raw == nil {
		return nil
	}
	for _, v := range list.Each() {
		if e, ok := v.Entry(table, d.ps); ok {
			entries = append(entries, e)
		}
	}
	return entries
}

// removals are entries that take out what a list names, table.id each.
func (d *draft) removals(of *scenario.Entry, list scenario.Value) (entries []*scenario.Entry) {
	if list.Raw == nil {
		return nil
	}
	for _, v := range list.Each() {
		text, _ := v.Raw.(string)
		table, id, found := strings.Cut(text, ".")
		if !found || table == "" || id == "" {
			d.ps.Add(scenario.Problem{Pos: v.Pos, Entity: of.Name(), Key: "remove", Value: v.String(), Message: `expected the table and id of an entry, such as "instrument.us-mp-loan"`})
			continue
		}
		entries = append(entries, scenario.Removal(table, id, v.Pos))
	}
	return entries
}

// setsOf are the values of a table by their paths.
func setsOf(v scenario.Value) (sets []scenario.Set) {
	if v.Raw == nil {
		return nil
	}
	for _, l := range v.Leaves() {
		sets = append(sets, scenario.Set{Path: l.Path, Value: l.Value})
	}
	return sets
}

// leaveOneOut adds an arm without each group.
func (d *draft) leaveOneOut() {
	full := d.packaged("leave-one-out", d.keys.LeaveOneOut)
	if full == nil {
		return
	}
	for i, g := range d.groups {
		a := full.without(g.leftOut(full.Name), " without "+g.title, d.groups[i:i+1])
		a.against = full.Name
		d.make("leave-one-out", a)
	}
}

// addOneIn adds an arm with each group alone.
func (d *draft) addOneIn() {
	full := d.packaged("add-one-in", d.keys.AddOneIn)
	if full == nil {
		return
	}
	for i, g := range d.groups {
		others := slices.Concat(d.groups[:i], d.groups[i+1:])
		a := full.without(g.alone(full.Name), " with "+g.title+" alone", others)
		a.against = full.against
		d.make("add-one-in", a)
	}
}

// make adds an arm that a key makes, whose name an arm of the file may have.
func (d *draft) make(key string, a *armDraft) {
	if other := d.named(a.Name); other != nil {
		d.ps.Add(scenario.Problem{Pos: other.At, Entity: fmt.Sprintf("arm %q", a.Name), Message: key + " makes an arm of this name: expected another"})
		return
	}
	d.arms = append(d.arms, a)
}

// packaged is the arm that a key names, whose groups are taken out or kept.
func (d *draft) packaged(key, name string) *armDraft {
	if name == "" {
		return nil
	}
	full := d.named(name)
	switch {
	case full == nil:
		p := d.sheet.Top.Problem(key, "there is no such arm")
		p.Suggestion = scenario.Nearest(name, d.armNames())
		d.ps.Add(p)
	case len(d.groups) == 0:
		d.ps.Add(d.sheet.Top.Problem(key, "expected at least one [[group]]"))
		return nil
	}
	return full
}

// without is the arm without some groups.
func (a *armDraft) without(name, words string, groups []group) *armDraft {
	b := &armDraft{Arm: Arm{Name: name, Words: a.words() + words, At: a.At}}
	b.Scenarios, b.Entries, b.Sets = a.Scenarios, slices.Clone(a.Entries), slices.Clone(a.Sets)
	for i := range groups {
		b.Entries = append(b.Entries, groups[i].removed...)
		b.Sets = append(b.Sets, groups[i].sets...)
	}
	return b
}

// words are what an arm is called in sentences.
func (a *Arm) words() string {
	if a.Words == "" {
		return a.Name
	}
	return a.Words
}

// changeArms applies --set to every arm and --arm to one, which it makes of the baseline where there is none.
func (d *draft) changeArms(r Request) {
	var all []scenario.Set
	for _, text := range r.Sets {
		if set, ok := scenario.ParseSet("--set", text, d.ps); ok {
			all = append(all, set)
		}
	}
	own := map[string][]scenario.Set{}
	for _, text := range r.Arms {
		name, change, found := strings.Cut(text, ":")
		if !found || fileSafe(name) != "" {
			d.fail("--arm "+text, "", `expected NAME:path=value, such as "dear-floor:instrument.us-mp-floor.strike=130 USD/kg", NAME being letters, digits, _ and -`)
			continue
		}
		if set, ok := scenario.ParseSet("--arm "+name+":", change, d.ps); ok {
			own[name] = append(own[name], set)
		}
		if d.named(name) == nil && len(d.arms) > 0 {
			a := d.arms[0].without(name, "", nil)
			a.Words = ""
			d.arms = append(d.arms, a)
		}
	}
	for _, a := range d.arms {
		a.Sets = slices.Concat(a.Sets, all, own[a.Name])
	}
}

// fileSafe says what is wrong with the name of an arm, "" if nothing is: folders are called after arms.
func fileSafe(name string) string {
	ok := name != "" && len(name) <= 64 && !strings.ContainsFunc(name, func(r rune) bool { return !isIDLetter(r) })
	if ok && name[0] != '-' && name[0] != '_' {
		return ""
	}
	return "expected a letter or digit, then letters, digits, _ and -, at most 64 in all"
}

// build gives every arm its scenario.
func (d *draft) build(Request) {
	for _, a := range d.arms {
		built, doc, err := scenario.OpenLayers(d.library, a.Layers)
		if err != nil {
			d.take(err)
			continue
		}
		a.Base, a.doc = built, doc
		d.Arms = append(d.Arms, a.Arm)
	}
	if d.ps.Len() > 0 {
		return
	}
	d.Months = d.Arms[0].Base.Months
	for i := range d.Arms {
		if a := &d.Arms[i]; a.Base.Months != d.Months {
			d.ps.Add(scenario.Problem{Pos: a.At, Entity: fmt.Sprintf("arm %q", a.Name), Key: "months", Message: fmt.Sprintf("runs %d months, the baseline %d: expected as many", a.Base.Months, d.Months)})
		}
	}
	d.compare()
}

// take adds the problems of an arm. Arms share files, and a problem of one of these is told once.
func (d *draft) take(err error) {
	ps, is := err.(*scenario.Problems)
	if !is {
		d.fail("study", "", err.Error())
		return
	}
	for _, p := range ps.List() {
		d.ps.Add(p)
	}
	d.ps.Know(ps)
}
