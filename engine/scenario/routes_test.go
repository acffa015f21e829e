package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// A route may name a level of which a world has no goods: it then carries nothing and opens no way.
func TestRouteOfALevelWithoutGoods(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rail.toml")
	for goods, want := range map[string]int{"metal": 2, "oxide": 4} {
		text := fmt.Sprintf(`
extends = "small"
[[node]]
id = "US-def"
region = "US"
segment = "def"
[[route]]
id = "ocean"
from = ["CN", "US"]
to = ["CN", "US"]
[[route]]
id = "bulk"
from = ["CN", "US"]
to = ["CN", "US"]
[[route]]
id = "rail"
from = ["US", "US-def"]
to = ["US", "US-def"]
goods = [%q]
freight = "0.2 USD/kg"
`, goods)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, _, err := Open(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Routes) != want {
			t.Errorf("%s: %d routes, want %d", goods, len(s.Routes), want)
		}
	}
}
