package main

import (
	"bufio"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"dondoc/emulator"
)

const (
	proxyUser     = "vanphong"
	proxyPassword = "mat-khau/rat bi mat"
)

// httpProxy forwards requests and opens tunnels for whoever knows the
// password.
type httpProxy struct{ forwarded, tunnels, refused atomic.Int64 }

func (p *httpProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	pair := base64.StdEncoding.EncodeToString([]byte(proxyUser + ":" + proxyPassword))
	if r.Header.Get("Proxy-Authorization") != "Basic "+pair {
		p.refused.Add(1)
		http.Error(w, "who are you, "+r.Header.Get("Proxy-Authorization"), http.StatusProxyAuthRequired)
		return
	}
	if r.Method == http.MethodConnect {
		p.tunnel(w, r)
		return
	}
	p.forwarded.Add(1)
	r.Header.Del("Proxy-Authorization")
	r.RequestURI = ""
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	for key, values := range resp.Header {
		w.Header()[key] = values
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

func (p *httpProxy) tunnel(w http.ResponseWriter, r *http.Request) {
	p.tunnels.Add(1)
	there, err := net.Dial("tcp", r.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	here, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		there.Close()
		return
	}
	fmt.Fprint(here, "HTTP/1.1 200 Connection established\r\n\r\n")
	joinConns(here, there)
}

// joinConns copies both ways until one side ends.
func joinConns(a, b net.Conn) {
	go func() { _, _ = io.Copy(a, b); a.Close() }()
	_, _ = io.Copy(b, a)
	b.Close()
}

// socksProxy is a SOCKS5 proxy with a user name and a password (RFC 1928, RFC
// 1929) that knows one name: bot.test.
type socksProxy struct {
	to              string // where bot.test is
	joined, refused atomic.Int64
}

func (p *socksProxy) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			if err := p.negotiate(conn); err != nil {
				p.refused.Add(1)
				conn.Close()
			}
		}()
	}
}

func (p *socksProxy) negotiate(conn net.Conn) error {
	in := bufio.NewReader(conn)
	part := func(n int) []byte {
		b := make([]byte, n)
		if _, err := io.ReadFull(in, b); err != nil {
			return make([]byte, n)
		}
		return b
	}
	head := part(2)
	if methods := part(int(head[1])); head[0] != 5 || !strings.Contains(string(methods), "\x02") {
		_, _ = conn.Write([]byte{5, 0xff})
		return errors.New("no password is offered")
	}
	if _, err := conn.Write([]byte{5, 2}); err != nil {
		return err
	}
	user := part(int(part(2)[1]))
	password := part(int(part(1)[0]))
	if string(user) != proxyUser || string(password) != proxyPassword {
		_, _ = conn.Write([]byte{1, 1})
		return errors.New("a wrong password")
	}
	if _, err := conn.Write([]byte{1, 0}); err != nil {
		return err
	}
	host := ""
	switch request := part(4); request[3] {
	case 1:
		host = net.IP(part(4)).String()
	case 3:
		host = string(part(int(part(1)[0])))
	}
	port := part(2)
	to := net.JoinHostPort(host, strconv.Itoa(int(port[0])<<8|int(port[1])))
	if host == "bot.test" {
		to = p.to
	}
	there, err := net.Dial("tcp", to)
	if err != nil {
		_, _ = conn.Write([]byte{5, 4, 0, 1, 0, 0, 0, 0, 0, 0})
		return err
	}
	p.joined.Add(1)
	if _, err := conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	joinConns(conn, there)
	return nil
}

// proxied is a configuration that goes through a proxy, with the ways to look
// at what it does.
func proxied(t *testing.T, endpoint, proxy string) (config, data string) {
	office := mustRead(t, "examples/office.yaml")
	config, data = writeConfig(t, endpoint, office)
	text := strings.Replace(string(mustRead(t, config)), "telegram:\n", "telegram:\n  proxy: "+proxy+"\n", 1)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return config, data
}

// address writes a proxy's address with user and password, as a person would
// have to: escaped.
func address(scheme, password, host string) string {
	return scheme + "://" + proxyUser + ":" + strings.NewReplacer("/", "%2F", " ", "%20").Replace(password) + "@" + host
}

func holdsPassword(text string) bool {
	for _, form := range []string{proxyPassword, "mat-khau", "bi%20mat", "bi+mat", base64.StdEncoding.EncodeToString([]byte(proxyUser + ":" + proxyPassword))} {
		if strings.Contains(text, form) {
			return true
		}
	}
	return false
}

// Ensure that check reaches the bot through each kind of proxy, by tunnel and
// by forwarding, with names left to the proxy where it is to find them, that
// a wrong password is called so, and that the right one is never shown.
func TestProxyKinds(t *testing.T) {
	server := emulator.New(emulator.Options{Token: testToken})
	plain, secure := httptest.NewServer(server), httptest.NewTLSServer(server)
	defer plain.Close()
	defer secure.Close()
	certificate := filepath.Join(t.TempDir(), "cert.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw})
	if err := os.WriteFile(certificate, block, 0o600); err != nil {
		t.Fatal(err)
	}
	web := &httpProxy{}
	open, closed := httptest.NewServer(web), httptest.NewTLSServer(web)
	defer open.Close()
	defer closed.Close()
	socks := &socksProxy{to: plain.Listener.Addr().String()}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go socks.serve(listener)
	host := func(s *httptest.Server) string { return s.Listener.Addr().String() }
	for _, c := range []struct {
		name, endpoint, scheme, proxy string
		count                         *atomic.Int64
	}{
		{"http, forwarding", plain.URL, "http", host(open), &web.forwarded},
		{"http, tunnel", secure.URL, "http", host(open), &web.tunnels},
		{"https, forwarding", plain.URL, "https", host(closed), &web.forwarded},
		{"https, tunnel", secure.URL, "https", host(closed), &web.tunnels},
		{"socks5", plain.URL, "socks5", listener.Addr().String(), &socks.joined},
		{"socks5 over TLS", secure.URL, "socks5", listener.Addr().String(), &socks.joined},
		{"socks5h", "http://bot.test", "socks5h", listener.Addr().String(), &socks.joined},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := c.count.Load()
			config, _ := proxied(t, c.endpoint, address(c.scheme, proxyPassword, c.proxy))
			out := trusting(t, certificate, "check", "--lang", "en", "--config", config)
			if !strings.Contains(out, "@dondoc_bot") || !strings.Contains(out, "proxy "+c.scheme+"://"+c.proxy+"\n") {
				t.Errorf("check says:\n%s", out)
			}
			if c.count.Load() == before {
				t.Error("the proxy was not used")
			}
			config, _ = proxied(t, c.endpoint, address(c.scheme, "wrong", c.proxy))
			wrong := trusting(t, certificate, "check", "--lang", "en", "--config", config)
			if !strings.Contains(wrong, "Telegram is away") ||
				!strings.Contains(wrong, "Proxy Authentication Required") && !strings.Contains(wrong, "HTTP 407") && !strings.Contains(wrong, "username/password authentication failed") {
				t.Errorf("with a wrong password check says:\n%s", wrong)
			}
			if holdsPassword(out + wrong) {
				t.Errorf("the password is shown:\n%s%s", out, wrong)
			}
		})
	}
}

// trusting runs a command as a process that trusts a certificate, on a machine
// whose environment names a proxy that is not to be used.
func trusting(t *testing.T, certificate string, args ...string) string {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Env = append(os.Environ(), "SSL_CERT_FILE="+certificate, "HTTP_PROXY=http://127.0.0.1:1", "HTTPS_PROXY=http://127.0.0.1:1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v: %v", args, err)
	}
	return string(out)
}

// Ensure that the bot starts and waits while its proxy is away, says so in log
// and status without the password, works once the proxy is there, and waits
// again when it goes.
func TestProxyAway(t *testing.T) {
	t.Parallel()
	_, people, err := readOffice(mustRead(t, "examples/office.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	server, plain, changes := telegramServer(t, people)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := listener.Addr().String()
	listener.Close()
	config, _ := proxied(t, plain.URL, address("http", proxyPassword, at))
	p := startProcess(t, config)
	status := func(want string) string {
		t.Helper()
		out := ""
		for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
			if out, _, _ = command(t, "", "status", "--lang", "en", "--config", config); strings.Contains(out, want) && strings.Contains(out, "Running since") {
				return out
			}
		}
		t.Errorf("status does not say %q:\n%s", want, out)
		return out
	}
	said := status("TELEGRAM: out of reach, messages wait (proxyconnect tcp: dial tcp " + at)
	if _, err := server.Send(1004, "/help", 0); err != nil {
		t.Fatal(err)
	}
	web := &httpProxy{}
	if listener, err = net.Listen("tcp", at); err != nil {
		t.Fatal(err)
	}
	proxy := &http.Server{Handler: web, ReadHeaderTimeout: patience}
	go func() { _ = proxy.Serve(listener) }() // ends with Close
	await(t, changes, "the answer through the proxy")
	if err := proxy.Close(); err != nil {
		t.Error(err)
	}
	said += status("TELEGRAM: out of reach")
	if took, err := p.end(syscall.SIGTERM); err != nil || took > 5*time.Second {
		t.Errorf("end after %v: %v", took, err)
	}
	log := p.log.tail(1 << 20)
	if !strings.Contains(log, "proxy=http://"+at) || !strings.Contains(log, "polling fails") || !strings.Contains(log, "proxyconnect") {
		t.Errorf("the log:\n%s", log)
	}
	if holdsPassword(said + log) {
		t.Errorf("the password is shown:\n%s%s", said, log)
	}
	if web.forwarded.Load() == 0 {
		t.Error("the proxy was not used")
	}
}

// Ensure that without the setting no proxy is used, whatever the environment
// says. (For addresses of this machine net/http would ignore it anyway.)
func TestNoProxyFromEnvironment(t *testing.T) {
	client, err := newHTTP("")
	if err != nil {
		t.Fatal(err)
	}
	if client.Transport.(*http.Transport).Proxy != nil {
		t.Error("a proxy may come from the environment")
	}
}
