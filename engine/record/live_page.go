package record

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"net/http"
	"strings"
)

// The page is one file to the browser. It holds nothing of a scenario: its script sets texts, never markup.
var (
	//go:embed live/page.html
	pageHTML string
	//go:embed live/page.css
	pageCSS string
	//go:embed live/page.js
	pageJS string
)

// pageHandler serves the page. Its policy allows the style and script that it brings along, by their hashes, an empty
// icon, and reading from here.
func pageHandler() http.Handler {
	body := strings.NewReplacer("{{style}}", pageCSS, "{{script}}", pageJS).Replace(pageHTML)
	policy := closedPolicy + "; connect-src 'self'; img-src data:; style-src " + source(pageCSS) + "; script-src " + source(pageJS)
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(body)) // a reader who has gone is no concern
	})
}

// source is a text as a Content-Security-Policy names it.
func source(text string) string {
	hash := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
}
