package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/url"
	"path/filepath"

	"monazite/engine/report/svg"
)

//go:embed page.html
var pageText string

//go:embed page.css
var styleText string

// page is what the template shows.
type page struct {
	Title, Scenario, Span, Version, Command string
	Seed                                    uint64
	Policy                                  string // content security policy
	Style                                   template.CSS
	Sections                                []section
	Files                                   []link
}

// section is a heading with what stands under it.
type section struct {
	ID, Title, Note string
	List            []string
	Charts          []template.HTML
	Tables          []table
}

// link is a data file, or its name alone where the page cannot know the way to it.
type link struct{ Name, Href string }

// Page draws the run as one HTML file that is to lie at path, from where it links the data files.
func (r *Run) Page(path string) ([]byte, error) {
	sum := sha256.Sum256([]byte(styleText))
	m := r.manifest
	p := page{
		Title: m.Title, Scenario: m.Scenario, Seed: m.Seed, Version: m.Version, Command: m.Command,
		Span:     m.From + " to " + m.Until,
		Policy:   fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'", base64.StdEncoding.EncodeToString(sum[:])),
		Style:    template.CSS(styleText),
		Sections: r.sections(),
		Files:    r.links(path),
	}
	if p.Title == "" {
		p.Title = m.Scenario
	}
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	err = t.Execute(&body, &p)
	return body.Bytes(), err
}

// sections lists what the page shows; one without charts and tables says so in its note.
func (r *Run) sections() []section {
	unserved := r.unservedCharts()
	note := "What final users wanted and nobody could deliver; it is lost, not postponed."
	if len(unserved) == 0 {
		note = "None: all demand was served in every month."
	}
	events, numbered := r.majorEvents(), ""
	if len(events) > 0 {
		numbered = " Numbered verticals are major events:"
	}
	list := []section{
		{ID: "headline", Title: "In short", Tables: r.headline()},
		{ID: "prices", Title: "Prices by region", Charts: drawn(r.priceCharts()),
			Note: "What buyers pay in a region's open market, freight and duty included; what sellers get where nobody ever bought. Outside: the mean of all markets there by what was bought. Dotted and pale: no trade, an indication." + numbered, List: events},
		{ID: "stocks", Title: "Stocks", Charts: drawn(r.stockCharts()),
			Note: "For how many days all stocks of a good in a region, whoever holds them, would last at the mean use of the last 12 months."},
		{ID: "shares", Title: "Who makes what", Charts: drawn(append([]svg.Chart{r.shareChart()}, r.outputCharts()...))},
		{ID: "unserved", Title: "Unserved demand", Charts: drawn(unserved), Note: note},
		{ID: "rejects", Title: "Rejects and losses", Charts: drawn(r.rejectCharts()),
			Note: "Oxides that are not worth finishing are thrown away; the rest is lost in processing."},
		{ID: "utilisation", Title: "Utilisation", Charts: drawn(r.utilisationCharts()),
			Note: "What plants ran, and thin what they aimed to run: limits, outages and lack of cash or feed lie between the two."},
		{ID: "balance", Title: "Balance by oxide, " + r.years()[0].title(), Tables: []table{r.balance()},
			Note: "Primary oxide + oxide from scrap = used in magnets + other use + change of oxide stocks. Mined, and lost or thrown away, count the element along the whole chain."},
		{ID: "events", Title: "Turning points", Tables: []table{r.turningPoints()},
			Note: "Outages are of mines, separation plants, magnet makers and recyclers; users' and traders' are left out. Numbers before names are months. Refused: wishes that could not be met, by reason and number."},
	}
	if len(r.projects) > 0 {
		list = append(list, r.projectSection())
	}
	if len(r.costly()) > 0 {
		list = append(list, r.fiscalSection())
	}
	return list
}

// fiscalSection shows what instruments cost and bring, where a run has any with money.
func (r *Run) fiscalSection() section {
	return section{
		ID: "fiscal", Title: "Public money", Charts: drawn(r.fiscalCharts()), Tables: []table{r.fiscalTable()},
		Note: "Sums over the run; contingent and asset are those of its end. Net cost is the present value in the first month, at 3 % a year, of outlay less receipt, less that of the asset at the end. " +
			"New capacity is the nameplate outside " + find(r.home).name + " of projects that went ahead with the instrument's support. What would not have been built without it is told by runs with and without it, not by one run.",
	}
}

// projectSection shows who builds and who gives up, where a run has projects.
func (r *Run) projectSection() section {
	return section{
		ID: "projects", Title: "Projects and plants", Charts: drawn(append([]svg.Chart{r.stageChart()}, r.moneyCharts()...)),
		Tables: filled(r.capacityTable(), r.decisionTable(), r.projectTable()),
		Note: "Capacity is of the plant's own good: what a new plant reaches within two years, counted in the year in which it opens, and what a plant had that closes for good; standing still is not closing. " +
			"IRR and hurdle are those of the last appraisal, for what is decided those of the decision; none: no rate brings the capital back. Bankrupt companies are sold as a whole, or closed where nobody buys; one may fail again.",
	}
}

// filled leaves out tables without rows.
func filled(all ...table) (tables []table) {
	for _, t := range all {
		if len(t.Rows) > 0 {
			tables = append(tables, t)
		}
	}
	return tables
}

func drawn(charts []svg.Chart) (pictures []template.HTML) {
	for i := range charts {
		pictures = append(pictures, template.HTML(charts[i].SVG()))
	}
	return pictures
}

// links lists the data files as seen from where the page is to lie.
func (r *Run) links(path string) (links []link) {
	way, err := wayTo(r.dir, filepath.Dir(path))
	for _, name := range append(r.files(), manifestName) {
		l := link{Name: name}
		if err == nil {
			l.Href = (&url.URL{Path: filepath.ToSlash(filepath.Join(way, name))}).String()
		}
		links = append(links, l)
	}
	return links
}

// wayTo is the relative path of a folder as seen from another.
func wayTo(dir, from string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if from, err = filepath.Abs(from); err != nil {
		return "", err
	}
	return filepath.Rel(from, dir)
}

// files are the names of the files that the manifest lists.
func (r *Run) files() (names []string) {
	for _, f := range r.manifest.Files {
		names = append(names, f.Name)
	}
	return names
}

// Picture draws the run in one SVG for a text or a slide: two prices, and what is made abroad.
func (r *Run) Picture() []byte {
	var charts []svg.Chart
	for _, good := range []string{"NdPr", "Dy"} {
		if r.quotes[cell{of: good, region: r.home}] != nil {
			c := r.priceChart(good)
			c.Marks, c.Lines = nil, c.Lines[:min(2, len(c.Lines))]
			charts = append(charts, c)
		}
	}
	charts = append(charts, r.shareChart())
	for i := range charts {
		charts[i].Width, charts[i].Height = 400, 230
	}
	return []byte(svg.Row(r.manifest.Title, charts))
}
