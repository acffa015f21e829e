package record

import "fmt"

// NotEmptyError says that the folder asked for holds something already. It is bad input: nothing
// was written and nothing was lost.
type NotEmptyError struct{ Path string }

// Error names the folder and what to do.
func (e *NotEmptyError) Error() string {
	return fmt.Sprintf("%s: exists and is not an empty folder; name another with -o or move it away", e.Path)
}

// OutputError says that a file or folder could not be written.
type OutputError struct {
	Path string
	Err  error
}

// Error names the path and the reason.
func (e *OutputError) Error() string { return fmt.Sprintf("%s: cannot write: %v", e.Path, e.Err) }

// Unwrap gives the reason.
func (e *OutputError) Unwrap() error { return e.Err }
