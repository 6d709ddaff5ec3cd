//go:build browser

package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browse opens the page of a new demo in a real browser of a width and a height; end
// closes them.
func browse(t *testing.T, width, height int64) (d *demo, ctx context.Context, end func()) {
	t.Helper()
	d = newDemo(t, t.TempDir())
	page := httptest.NewServer(d.server.Page())
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
	)
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocator)
	t.Cleanup(leave)
	ctx, late := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(late)
	run(t, ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate("about:blank"))
	err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*runtime.EventExceptionThrown); ok {
			t.Errorf("script error: %+v", e.ExceptionDetails)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, ctx, chromedp.Navigate(page.URL), chromedp.WaitVisible("#rows li"))
	return d, ctx, func() {
		_ = chromedp.Cancel(ctx)
		page.Close()
		if err := d.close(); err != nil {
			t.Error(err)
		}
	}
}

func run(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value runs a script and returns what it gives.
func value[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// until waits for a script to be true.
func until(t *testing.T, ctx context.Context, what, script string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// sees waits until the open chat shows a text.
func sees(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	script := fmt.Sprintf(`document.querySelector("#messages").innerText.includes(%q)`, text)
	until(t, ctx, fmt.Sprintf("the chat does not show %q", text), script)
}

// click presses the newest element of a kind that shows a text, one that shows
// nothing else before others.
func click(t *testing.T, ctx context.Context, selector, text string) {
	t.Helper()
	script := fmt.Sprintf(`(() => {
		const all = [...document.querySelectorAll(%[1]q)];
		const found = all.filter(e => e.innerText.trim() === %[2]q).pop() || all.filter(e => e.innerText.includes(%[2]q)).pop();
		if (found) found.click();
		return !!found;
	})()`, selector, text)
	if !value[bool](t, ctx, script) {
		t.Fatalf("nothing to press shows %q", text)
	}
}

// say writes a message in the open chat.
func writes(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	run(t, ctx, chromedp.WaitVisible("#text"), chromedp.SendKeys("#text", text+"\r"))
}

// shot keeps a picture of the page where DONDOC_SHOTS says, and checks that
// nothing runs out of it to the side.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if over := value[int](t, ctx, `document.documentElement.scrollWidth - window.innerWidth`); over > 0 {
		t.Errorf("%s: the page is %d px too wide", name, over)
	}
	if dir := os.Getenv("DONDOC_SHOTS"); dir != "" {
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Ensure that the page does what a newcomer tries, on a phone and on a desk:
// read the morning's digest, answer it, open a card, see the office's side and
// the director's figures, and go to the next working day.
func TestBrowser(t *testing.T) {
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"phone", 390, 844}, {"desk", 1400, 900}} {
		t.Run(size.name, func(t *testing.T) {
			d, ctx, end := browse(t, size.width, size.height)
			defer end()
			back := func() {
				if size.width < 600 {
					run(t, ctx, chromedp.Click("#back"))
				}
			}
			shot(t, ctx, size.name+"-1-people")
			click(t, ctx, "#rows button", "Lê Thị Lan")
			sees(t, ctx, "P. KHTC")
			shot(t, ctx, size.name+"-2-digest")
			writes(t, ctx, "1 xong, số 45/QĐ-SNV ngày 27/3. 2 chưa làm")
			sees(t, ctx, "Đã ghi 2 việc")
			shot(t, ctx, size.name+"-3-said-back")
			click(t, ctx, "#messages button", "2")
			sees(t, ctx, "Đến nay việc này thế nào?")
			shot(t, ctx, size.name+"-4-card")
			back()
			click(t, ctx, "#rows button", "Trần Thị Mai Phương")
			writes(t, ctx, "/xacnhan")
			sees(t, ctx, "phần việc")
			shot(t, ctx, size.name+"-5-verify")
			back()
			click(t, ctx, "#rows button", "Trần Thị Thu Hòa")
			writes(t, ctx, "/tonghop")
			sees(t, ctx, "Đã xong")
			shot(t, ctx, size.name+"-6-summary")
			before := d.clock.Now()
			value[bool](t, ctx, `(document.querySelector("[data-how=workday]").click(), true)`)
			until(t, ctx, "the move does not end", `document.querySelector("#progress").hidden && document.querySelector("#now").textContent.includes("31/03")`)
			if !d.clock.Now().After(before.Add(10 * time.Hour)) {
				t.Errorf("the clock went from %v to %v", before, d.clock.Now())
			}
			shot(t, ctx, size.name+"-7-next-day")
		})
	}
}

// Ensure that no row of figures of the summary wraps on a screen of 360 px, and
// that the bubble has the width that bot's table of rows is measured by.
func TestBrowserRows(t *testing.T) {
	_, ctx, end := browse(t, 360, 740)
	defer end()
	click(t, ctx, "#rows button", "Trần Thị Thu Hòa")
	writes(t, ctx, "/tonghop")
	sees(t, ctx, "Đã xong")
	shot(t, ctx, "narrow-summary")
	wide := value[[]string](t, ctx, `(() => {
		const words = [...document.querySelectorAll("#messages .words")].pop();
		const share = /(\d+)%/.exec(getComputedStyle(words.closest(".body")).maxWidth)[1] / 100;
		const room = Math.floor(share * (document.querySelector("#messages").clientWidth - 24)) - 22;
		const out = room >= 285 && room <= 300 ? [] : ["room for " + room + " px"];
		for (const line of words.innerText.split("\n").slice(3)) {
			const span = document.createElement("span");
			span.style.cssText = "white-space: nowrap; position: absolute";
			span.textContent = line;
			words.appendChild(span);
			const width = span.getBoundingClientRect().width;
			span.remove();
			if (width > room) out.push(line + ": " + width + " of " + room + " px");
		}
		return out;
	})()`)
	for _, line := range wide {
		t.Error(line)
	}
}

// Ensure that on a phone the office can send a plan, see what was read, take it
// over, and have it back as a workbook.
func TestBrowserPlan(t *testing.T) {
	_, ctx, end := browse(t, 390, 844)
	defer end()
	file := filepath.Join(t.TempDir(), "ke-hoach-moi.csv")
	rows := "Số: 12/KH-SNV\nKẾ HOẠCH\nChuyển đổi số năm 2026\n\nSTT,Nội dung nhiệm vụ,Đơn vị chủ trì,Thời hạn\nI,Hạ tầng,,\n" +
		"1,Rà soát máy chủ của Sở,Văn phòng Sở,30/6/2026\n2,Tập huấn kỹ năng số cho công chức,Phòng Tổ chức cán bộ,Quý III\n3,Số hóa hồ sơ lưu trữ,,\n"
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	click(t, ctx, "#rows button", "Trần Thị Mai Phương")
	run(t, ctx, chromedp.WaitVisible("#text"), chromedp.SetUploadFiles("input[type=file]", []string{file}))
	sees(t, ctx, "Xem trước, chưa ghi gì")
	shot(t, ctx, "plan-1-preview")
	click(t, ctx, "#messages button", "Điểm cần xem")
	sees(t, ctx, "đơn vị chưa biết")
	shot(t, ctx, "plan-2-doubts")
	click(t, ctx, "#messages button", "Quay lại")
	sees(t, ctx, "3 nhiệm vụ")
	click(t, ctx, "#messages button", "Nhập kế hoạch này")
	sees(t, ctx, "Đã nhập")
	click(t, ctx, "#messages button", "Bảng Excel để điền")
	sees(t, ctx, "ke-hoach-12-kh-snv-2026.xlsx")
	shot(t, ctx, "plan-3-sheet")
}
