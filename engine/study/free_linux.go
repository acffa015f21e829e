package study

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// FreeMemory is how many bytes the machine has left, -1 where that is unknown.
func FreeMemory() int64 {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return -1
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) > 1 && fields[0] == "MemAvailable:" {
			if kb, err := strconv.ParseInt(fields[1], 10, 64); err == nil {
				return kb * 1024
			}
		}
	}
	return -1
}

// FreeDisk is how many bytes may still be written to where a folder is or will be, -1 where that is unknown.
func FreeDisk(dir string) int64 {
	for {
		var facts unix.Statfs_t
		if err := unix.Statfs(dir, &facts); err == nil {
			return int64(facts.Bavail) * facts.Bsize
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return -1
		}
		dir = parent
	}
}
