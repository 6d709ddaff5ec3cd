package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// BenchmarkOpenToPoll measures from the start of the program, its file in the
// system's cache, to its first poll.
func BenchmarkOpenToPoll(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := big(b, n)
			for b.Loop() {
				polled := make(chan struct{})
				var once sync.Once
				a := bigApp(b, dir, roundTrip(func(r *http.Request) (*http.Response, error) {
					if strings.HasSuffix(r.URL.Path, "/getUpdates") {
						once.Do(func() { close(polled) })
					}
					<-r.Context().Done()
					return nil, r.Context().Err()
				}))
				stop := running(b, a)
				<-polled
				b.StopTimer()
				stop()
				if err := a.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

// BenchmarkMemory measures the anonymous memory of the built program, as Linux
// tells it, when it has polled everything and a summary has been asked for.
func BenchmarkMemory(b *testing.B) {
	path, err := binary()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := big(b, n)
			anonymous := 0.0
			for b.Loop() {
				anonymous += memory(b, path, dir)
			}
			b.ReportMetric(anonymous/float64(b.N), "anon-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func memory(b *testing.B, path, dir string) float64 {
	waiting := make(chan struct{})
	var once sync.Once
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil && strings.HasSuffix(r.URL.Path, "/getUpdates") && !bytes.Contains(body, []byte("timeout=0")) {
			once.Do(func() { close(waiting) })
			<-r.Context().Done()
			return
		}
		fmt.Fprint(w, `{"ok":true,"result":[]}`)
	}))
	defer server.Close()
	config := filepath.Join(b.TempDir(), "config.yaml")
	text := fmt.Sprintf("telegram:\n  token: %s\n  api_endpoint: %s/bot%%s/%%s\ndata_dir: %s\nbackup:\n  daily: false\n", testToken, server.URL, dir)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(path, "run", "--config", config)
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	select {
	case <-waiting:
	case <-time.After(patience):
		b.Fatalf("it does not poll: %s", log.String())
	}
	for range 3 {
		if _, err := ask(b.Context(), dir, request{Verb: "summary", Lang: "vi"}); err != nil {
			b.Fatal(err)
		}
	}
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", cmd.Process.Pid))
	if err != nil {
		b.Skip("no smaps_rollup on this system")
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		b.Fatalf("%v: %s", err, log.String())
	}
	for line := range strings.Lines(string(data)) {
		var kb float64
		if _, err := fmt.Sscanf(line, "Anonymous: %f kB", &kb); err == nil {
			return kb / 1024
		}
	}
	b.Fatal("no line of anonymous memory")
	return 0
}
