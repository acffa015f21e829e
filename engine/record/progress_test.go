package record

import (
	"strings"
	"testing"
	"time"
)

// play tells of 20 steps, one every 4 seconds or every 40 milliseconds.
func play(terminal bool, g Goal, step time.Duration) string {
	var out strings.Builder
	clock := time.Unix(0, 0)
	p := &Progress{goal: g, out: &out, terminal: terminal, width: func() int { return 80 }, now: func() time.Time { return clock }}
	p.start()
	for i := range 20 {
		clock = clock.Add(step)
		p.Step(i+1, "2024-01")
	}
	p.Finish()
	return out.String()
}

func TestProgressInAPipe(t *testing.T) {
	got := play(false, Goal{Label: "world", Unit: "months", Total: 20}, 4*time.Second)
	want := `world 3/20 months (2024-01), 1m8s left
world 6/20 months (2024-01), 56s left
world 9/20 months (2024-01), 44s left
world 12/20 months (2024-01), 32s left
world 15/20 months (2024-01), 20s left
world 18/20 months (2024-01), 8s left
`
	if got != want {
		t.Errorf("pipe holds\n%s", got)
	}
	if strings.ContainsAny(got, "\r\x1b\b") {
		t.Error("control characters in a pipe")
	}
}

func TestProgressOnATerminal(t *testing.T) {
	got := play(true, Goal{Label: "world", Unit: "months", Total: 20}, 40*time.Millisecond)
	frames := strings.Split(got, "\r")
	if len(frames) != 1+6+2 { // every third step of 40 ms reaches 100 ms; then blanks, then the start of the line
		t.Errorf("%d frames: %q", len(frames), frames)
	}
	if want := "[####..........................] world 3/20 months (2024-01), 1s left"; frames[1] != want {
		t.Errorf("first frame is %q, want %q", frames[1], want)
	}
	for _, f := range frames {
		if len(f) > 79 {
			t.Errorf("frame of %d columns: %q", len(f), f)
		}
	}
	if strings.TrimSpace(frames[7]) != "" || frames[8] != "" {
		t.Error("the bar stays on the line")
	}
}

func TestProgressQuiet(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		if got := play(terminal, Goal{Total: 20, Quiet: true}, time.Minute); got != "" {
			t.Errorf("quiet progress wrote %q", got)
		}
	}
}
