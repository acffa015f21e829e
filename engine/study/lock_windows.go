package study

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// sharingViolation is what Windows says of a file that somebody has opened for himself alone.
const sharingViolation = syscall.Errno(32)

// lockFile opens the file at path, which it makes if need be, for this process alone, without
// waiting. The system gives it back when the file is closed or the process ends.
func lockFile(path string) (io.Closer, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(handle), path), nil
}
