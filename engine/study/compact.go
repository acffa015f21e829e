package study

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"monazite/engine/record"
)

// About is how the results of a study came about. It goes into manifest.json and changes no other file.
type About struct {
	Version string    // of the program
	Command string    // the command line that reproduces the study
	Started time.Time // now when zero
	Workers int       // replications at a time
	Host    string    // the machine's own name when empty
}

// Compact writes the results of a study whose replications 0 to n-1 are over in every arm; later ones, which an automatic
// stop left unused, do not count. Into dir go
//
//	runs/runs.parquet            every replication, its fate and what it varied
//	yearly/yearly.parquet        every output of every replication and year that has a number
//	quantiles/quantiles.parquet  the fan of every monthly output, month by month
//	summary.json, summary.csv    means, intervals, chances, rank correlations
//	winners.csv                  who gains and who loses, where arms are compared
//	findings.txt                 the findings in sentences
//	design.csv                   the run table, where something varies
//	dictionary.csv               every column
//	manifest.json                how they came about, last
//
// The bytes of the tables, the dictionary and the design depend on the study and its results alone, those of the summary
// and the findings on the kind of processor too. Numbers that are infinite count as missing. It reads the replications again
// for every 48 MB of numbers, and takes about 200 MB in all. What an earlier call left is replaced once all is complete.
//
// The findings come back without the values of their outcomes. A disk that is full is a *FullError, any other failure
// to write a *record.OutputError, a damaged part a *DamagedError, after which the study can be resumed.
func Compact(dir string, s *Study, p *Parts, n int, about About) (*Findings, error) {
	return compact(&resultFolder{dir: dir, disk: realDisk()}, s, p, n, about)
}

func compact(folder *resultFolder, s *Study, p *Parts, n int, about About) (*Findings, error) {
	if about.Started.IsZero() {
		about.Started = time.Now()
	}
	c := &compaction{study: s, parts: p, n: n, about: about, folder: folder, room: roomBytes / 8}
	if err := c.check(); err != nil {
		return nil, err
	}
	if err := c.run(); err != nil {
		folder.abandon()
		return nil, err
	}
	return c.findings, nil
}

// roomBytes bounds the numbers of replications that are held at a time. Garbage and what tables buffer come on top.
const roomBytes = 48 << 20

// compaction is the work on the results of a study.
type compaction struct {
	study  *Study
	parts  *Parts
	n      int // replications that count
	about  About
	folder *resultFolder
	room   int         // numbers that are held at a time
	free   [][]float64 // columns of n numbers to be used again

	parameters []parameter
	drawn      []Varied    // those of them that vary
	failed     [][]bool    // [arm][replication]
	monthly    []int       // the monthly outputs
	blank      []yearlyRow // by output
	figures    []figure
	keep       bool    // all figures fit at once and keep their values
	fans       [][]Fan // [arm][monthly output, then month]

	yearly   *record.TableWriter[yearlyRow]
	summary  *summary
	drivers  drivers
	findings *Findings
}

// check refuses a study that is not over, or that does not fit its parts.
func (c *compaction) check() error {
	errs := []error{checkLevel(c.study.Level)}
	if c.n < 1 || c.n > c.parts.Inputs.Replications || len(c.study.Arms) != c.parts.Inputs.Arms {
		return fmt.Errorf("results of %d arms and %d replications, expected those of the folder: %d arms and 1 to %d replications",
			len(c.study.Arms), c.n, c.parts.Inputs.Arms, c.parts.Inputs.Replications)
	}
	if t := c.study.Table; t != nil && len(t.Paths) > 0 && len(t.Rows) < c.n {
		errs = append(errs, fmt.Errorf("the run table has %d rows, expected one for each of %d replications", len(t.Rows), c.n))
	}
	over := slices.DeleteFunc(c.parts.keys(), func(key Key) bool { return key.Replication >= c.n })
	if gaps := gapsOf(over, len(c.study.Arms), c.n); len(gaps) > 0 {
		errs = append(errs, fmt.Errorf("the study is not over: nothing is known of %s", spansText(gaps)))
	}
	return errors.Join(errs...)
}

// run makes all files.
func (c *compaction) run() error {
	c.prepare()
	yearly, err := c.folder.create("yearly/yearly.parquet")
	if err != nil {
		return err
	}
	c.yearly = record.NewTableWriter[yearlyRow](yearly)
	err = c.readAll()
	if err == nil {
		err = c.yearly.Close()
	}
	if err := yearly.finish(err); err != nil {
		return err
	}
	c.findings.order()
	if err := c.look(); err != nil {
		return err
	}
	if err := c.weigh(); err != nil {
		return err
	}
	if err := c.cost(); err != nil {
		return err
	}
	c.summary.Welfare = welfareSummaries(c.findings.Welfare)
	for _, file := range []struct {
		name string
		body func(w io.Writer) error
	}{
		{"runs/runs.parquet", c.writeRuns},
		{"quantiles/quantiles.parquet", func(w io.Writer) error { return c.writeQuantiles(record.NewTableWriter[quantileRow](w)) }},
		{"summary.json", c.summary.writeJSON},
		{"summary.csv", c.summary.writeCSV},
		{"winners.csv", c.writeWinners},
		{"findings.txt", c.findings.WriteText},
		{"dictionary.csv", c.writeDictionary},
		{"design.csv", c.study.Table.WriteCSV},
		{"manifest.json", c.writeManifest},
	} {
		if file.name == "design.csv" && len(c.parameters) == 0 || file.name == "winners.csv" && len(c.findings.Welfare) == 0 {
			continue
		}
		if err := c.folder.write(file.name, file.body); err != nil {
			return err
		}
	}
	return c.folder.commit()
}

// prepare lists what is to be computed.
func (c *compaction) prepare() {
	s := c.study
	c.parameters = s.parameters()
	c.drawn = c.varied()
	c.blank = blankRows(s.Outputs)
	c.failed = make([][]bool, len(s.Arms))
	for arm := range c.failed {
		c.failed[arm] = make([]bool, c.n)
		for r := range c.failed[arm] {
			_, c.failed[arm][r] = c.parts.Failed(Key{arm, r})
		}
	}
	for i := range s.Outputs {
		if s.Outputs[i].Monthly {
			c.monthly = append(c.monthly, i)
		}
	}
	c.fans = make([][]Fan, len(s.Arms))
	for arm := range c.fans {
		c.fans[arm] = make([]Fan, len(c.monthly)*s.Months)
	}
	c.figures = c.allFigures()
	c.findings = &Findings{Baseline: s.Arms[0].Name, Level: s.Level, Most: 10, Span: fmt.Sprintf("%d to %d", FirstYear, FirstYear+YearsOf(s.Months)-1)}
	c.summary = c.newSummary()
}
