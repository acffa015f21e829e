package record

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// Goal is what a progress bar counts up to.
type Goal struct {
	Label string // what runs
	Unit  string // what is counted, in the plural
	Total int
	From  int  // done before, which took none of the time
	Quiet bool // show nothing at all
}

// Progress shows on standard error how far a run or study is: on a terminal a bar, redrawn at
// most ten times a second; elsewhere a plain line every ten seconds, without control characters.
// It has no colours, so that NO_COLOR has nothing to turn off. It is safe for concurrent use and
// starts no goroutine: it draws when it is told of progress.
type Progress struct {
	goal     Goal
	out      io.Writer
	terminal bool
	width    func() int
	now      func() time.Time

	mutex   sync.Mutex
	started time.Time
	shown   time.Time
	drawn   int // characters of the bar that stands on the terminal
}

// Time between two drawings.
const (
	barEvery  = 100 * time.Millisecond
	lineEvery = 10 * time.Second
)

// NewProgress shows progress on a file, as a rule os.Stderr.
func NewProgress(out *os.File, g Goal) *Progress {
	fd := int(out.Fd())
	p := &Progress{goal: g, out: out, now: time.Now}
	p.terminal = term.IsTerminal(fd) && os.Getenv("TERM") != "dumb"
	p.width = func() int {
		width, _, err := term.GetSize(fd)
		if err != nil || width <= 0 {
			return 80
		}
		return min(width, 80)
	}
	return p.start()
}

func (p *Progress) start() *Progress {
	p.started = p.now()
	p.shown = p.started
	return p
}

// Step says how many are done; the note tells where that is, such as 2031-04.
func (p *Progress) Step(done int, note string) {
	if p.goal.Quiet {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now, every := p.now(), lineEvery
	if p.terminal {
		every = barEvery
	}
	if now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	text := p.text(done, note, now.Sub(p.started))
	if !p.terminal {
		fmt.Fprintln(p.out, text)
		return
	}
	p.draw(p.bar(done, text))
}

// Say prints a line, for which the bar makes room. It is for what a user must know even where progress is not shown.
func (p *Progress) Say(line string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.drawn > 0 {
		p.draw("")
		fmt.Fprint(p.out, "\r")
	}
	fmt.Fprintln(p.out, line)
}

// Finish takes the bar off the terminal, so that what is printed next starts on a clean line.
func (p *Progress) Finish() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.drawn > 0 {
		p.draw("")
		fmt.Fprint(p.out, "\r")
	}
}

// text is the plain line: world 104/204 months (2032-08), 12s left.
func (p *Progress) text(done int, note string, elapsed time.Duration) string {
	text := fmt.Sprintf("%s %d/%d %s", p.goal.Label, done, p.goal.Total, p.goal.Unit)
	if note != "" {
		text += " (" + note + ")"
	}
	if now := done - p.goal.From; now > 0 && done < p.goal.Total {
		left := time.Duration(float64(elapsed) / float64(now) * float64(p.goal.Total-done))
		text += ", " + max(left.Round(time.Second), time.Second).String() + " left"
	}
	return text
}

// bar sets a bar before the text in the room that is left on a line; a terminal wraps in its last column.
func (p *Progress) bar(done int, text string) string {
	room := p.width() - 1
	size := min(30, room-len([]rune(text))-3)
	if size < 5 || p.goal.Total <= 0 {
		return cut(text, room)
	}
	full := max(0, min(size, size*done/p.goal.Total))
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", size-full) + "] " + text
}

// draw writes over what stood on the line; blanks erase what is longer, which needs no escape codes.
func (p *Progress) draw(line string) {
	size := len([]rune(line))
	fmt.Fprint(p.out, "\r"+line+strings.Repeat(" ", max(0, p.drawn-size)))
	p.drawn = size
}

func cut(text string, room int) string {
	if runes := []rune(text); len(runes) > room {
		return string(runes[:max(0, room)])
	}
	return text
}
