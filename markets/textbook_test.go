package markets

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestWorkedExamples clears each book in testdata and compares what is printed with what follows its ---- line.
func TestWorkedExamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			input, want, found := strings.Cut(string(text), "----\n")
			if !found {
				t.Fatal("expected a ---- line")
			}
			got, err := clearText(input)
			if err != nil {
				t.Fatalf("an invariant broke, nothing is updated: %v", err)
			}
			if *update {
				err := os.WriteFile(file, []byte(input+"----\n"+got), 0o644)
				if err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

// clearText gives the printed clearing of a book, or the errors in it. An error is a broken invariant.
func clearText(text string) (string, error) {
	book, err := ReadTextBook(strings.NewReader(text), "book")
	if err != nil {
		return err.Error() + "\n", nil
	}
	if err := book.Book.Check(); err != nil {
		return "", err
	}
	c := cleared(&book.Book)
	if err := c.Verify(&book.Book); err != nil {
		return "", err
	}
	var out, object bytes.Buffer
	if err := book.Print(&out, c); err != nil {
		return "", err
	}
	if err := book.PrintJSON(&object, c); err != nil {
		return "", err
	}
	return out.String(), agree(out.String(), object.Bytes())
}

// agree checks that the JSON object says what the lines say.
func agree(lines string, object []byte) error {
	var parsed struct {
		Prices map[string]struct{ Buyers, Sellers *json.Number }
		Flows  []struct {
			From, To string
			T        json.Number
		}
		Fills []struct {
			Name  string
			T     json.Number
			Price *json.Number `json:"usd_per_kg"`
		}
		Rents []struct {
			From, To string
			USD      json.Number
		}
		Welfare json.Number `json:"welfare_usd"`
	}
	if err := json.Unmarshal(object, &parsed); err != nil {
		return err
	}
	number := func(n *json.Number) string {
		if n == nil {
			return "none"
		}
		return n.String()
	}
	var want []string
	for _, line := range strings.Split(lines, "\n") {
		if name, _, found := strings.Cut(strings.TrimPrefix(line, "price "), " "); found && strings.HasPrefix(line, "price ") {
			p := parsed.Prices[name]
			want = append(want, fmt.Sprintf("price %s buyers %s sellers %s", name, number(p.Buyers), number(p.Sellers)))
		}
	}
	for _, f := range parsed.Flows {
		want = append(want, fmt.Sprintf("flow %s %s %s", f.From, f.To, f.T))
	}
	for _, f := range parsed.Fills {
		want = append(want, fmt.Sprintf("fill %s %s %s", f.Name, f.T, number(f.Price)))
	}
	for _, r := range parsed.Rents {
		want = append(want, fmt.Sprintf("rent %s %s %s", r.From, r.To, r.USD))
	}
	want = append(want, "welfare "+parsed.Welfare.String(), "")
	if text := strings.Join(want, "\n"); text != lines {
		return fmt.Errorf("JSON says:\n%stext says:\n%s", text, lines)
	}
	return nil
}

// The order of lines decides nothing but which of two parallel routes comes first.
func TestLinesInAnyOrder(t *testing.T) {
	lines := strings.Split(`route CN EU 1
route CN JP 1
route AU EU 1
route AU JP 1 cap 5
gate CN quota 7
ask c CN 10 t 50
ask d CN 3 t 50
ask a AU 10 t 50
bid e EU 10 t 60
bid f EU 9 t 60
bid j JP 10 t 60`, "\n")
	want, err := clearText(strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for range len(lines) {
		lines = append(lines[3:], lines[:3]...)
		lines[0], lines[5] = lines[5], lines[0]
		if got, err := clearText(strings.Join(lines, "\r\n")); got != want || err != nil {
			t.Fatalf("%v: got:\n%swant:\n%s", err, got, want)
		}
	}
}

func TestParseMicro(t *testing.T) {
	for word, want := range map[string]string{
		"0": "0", "-0": "0", "12.5": "12500000", "1e3": "1000000000", "1E+3": "1000000000", "1.5e-5": "15", "5.": "5000000",
		".5": "500000", "0.000001": "1", "1000000000000": "1000000000000000000", "1e12": "1000000000000000000", "000000000000000000000000001": "1000000",
		"0e0": "0", "-1": "not", "-1e-6": "not", "": "not", ".": "not", "e5": "not", "1e": "not", "1e+": "not", "1e1000": "not", "nan": "not",
		"inf": "not", "1_0": "not", "0x1": "not", "1.0.0": "not", "--1": "not", "+-1": "not", "1e5.0": "not", "٣": "not",
		"0.0000001": "more than 6", "1e-7": "more than 6", "1e-999": "more than 6", "1000000000000.000001": "too large", "1e13": "too large",
		"1e999": "too large", "99999999999999999999": "too large",
	} {
		n, err := parseMicro(word, int64(MaxMass))
		got := fmt.Sprint(n)
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) || err == nil && got != want {
			t.Errorf("%q reads as %s, want %s", word, got, want)
		}
	}
	for _, n := range []int64{0, 1, 999_999, 1_000_000, 1_234_567_890, int64(MaxMass)} {
		if back, err := parseMicro(decimal(n, 6), int64(MaxMass)); back != n || err != nil {
			t.Errorf("%d printed as %s reads as %d, %v", n, decimal(n, 6), back, err)
		}
	}
}

// Long lines, control characters and broken text are errors of their line.
func TestTextThatIsNotABook(t *testing.T) {
	for text, want := range map[string]string{
		"ask a A 1 t 1\n" + strings.Repeat("x", maxLine+1): "book:2: expected lines",
		"ask \xff A 1 t 1":                      "book:1:5: expected UTF-8",
		"ask \x1b[31m A 1 t 1":                  "book:1:5: expected printable",
		"ask a\u202eb A 1 t 1":                  "book:1:6: expected printable",
		"\n\n# c\nask a A 1 t 1\nask a B 1 t 1": "book:5:5: order \"a\" repeats that of line 4",
	} {
		if _, err := ReadTextBook(strings.NewReader(text), "book"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40q: error %v, want %s", text, err, want)
		}
	}
	if _, err := ReadTextBook(strings.NewReader("\ufeffask a A 1 t 1 # \xff\n"), "book"); err != nil {
		t.Errorf("a byte order mark and a broken comment: %v", err)
	}
}

// A book is bounded, and so is what is said of a bad one.
func TestTextBookBounds(t *testing.T) {
	long := strings.Repeat("# "+strings.Repeat("x", 1000)+"\n", 17<<10)
	_, err := ReadTextBook(strings.NewReader(long), "long.txt")
	if err == nil || !strings.Contains(err.Error(), "at most 16 MiB") {
		t.Errorf("a long book: %.200v", err)
	}
	_, err = ReadTextBook(strings.NewReader(strings.Repeat("rout CN EU 5\n", 5000)), "bad.txt")
	var lines LineErrors
	if !errors.As(err, &lines) || len(lines) != maxProblems+1 || !strings.Contains(lines[maxProblems].Error(), "and 4900 problems more") {
		t.Errorf("%d problems, the last %v", len(lines), lines[len(lines)-1])
	}
}
