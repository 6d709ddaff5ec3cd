package emulator

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif" // photos of these kinds are understood
	_ "image/jpeg"
	_ "image/png"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

const (
	maxDownload = 20 << 20  // Client.h: MAX_DOWNLOAD_FILE_SIZE; Bot API: getFile
	maxPhoto    = 10 << 20  // Bot API: sending files
	maxSide     = 10000     // Bot API: sendPhoto, "width and height must not exceed 10000 in total"
	maxRatio    = 20        // Bot API: sendPhoto
	keepPath    = time.Hour // Bot API: getFile, "guaranteed that the link will be valid for at least 1 hour"
)

// file is a file that the server keeps.
type file struct {
	id, unique, name, mime, folder string
	number, w, h                   int
	data                           []byte
}

// filePath is a download link; it ends, so that nobody keeps one.
type filePath struct {
	file  *file
	until time.Time
}

// newFile stores a file. The caller holds mu.
func (s *Server) newFile(folder, name, kind string, data []byte) *file {
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	n := len(s.files) + 1
	secret := make([]byte, 24)
	for i := range secret {
		secret[i] = byte(s.rand.Uint32())
	}
	f := &file{
		id:     "BQAC" + base64.RawURLEncoding.EncodeToString(secret),
		unique: "AgAD" + base64.RawURLEncoding.EncodeToString(secret[:8]),
		name:   name, mime: kind, folder: folder, number: n, data: data,
	}
	s.files[f.id] = f
	return f
}

func (f *file) public() *File {
	return &File{ID: f.id, Unique: f.unique, Name: f.name, MIME: f.mime, Size: len(f.data), Width: f.w, Height: f.h}
}

// Content returns the bytes of a document or photo; nil for an id unknown.
func (s *Server) Content(fileID string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[fileID]; f != nil {
		return f.data
	}
	return nil
}

// documentJSON. Bot API: Document.
func documentJSON(f *File) map[string]any {
	j := map[string]any{"file_id": f.ID, "file_unique_id": f.Unique, "file_size": f.Size, "mime_type": f.MIME}
	put(j, "file_name", f.Name)
	return j
}

// photoJSON. Bot API: PhotoSize.
func photoJSON(f *File) map[string]any {
	return map[string]any{"file_id": f.ID, "file_unique_id": f.Unique, "file_size": f.Size, "width": f.Width, "height": f.Height}
}

// incoming is the file of a request: uploaded, by attach://, or by the file_id of one known. Bot API: sending files.
// The caller holds mu.
func (s *Server) incoming(p params, field, folder, missing string) (*file, error) {
	value := p.get(field)
	up, ok := p.files[field]
	if name, attached := strings.CutPrefix(value, "attach://"); attached {
		up, ok = p.files[name]
	}
	switch {
	case ok && len(up.data) == 0:
		return nil, badRequest("file must be non-empty")
	case ok && len(up.data) > maxUpload:
		return nil, &apiError{code: 413, text: "Request Entity Too Large"}
	case ok:
		kind := up.mime
		if kind == "application/octet-stream" {
			kind = "" // the multipart default says nothing
		}
		return s.newFile(folder, path.Base(strings.ReplaceAll(up.name, `\`, "/")), kind, up.data), nil
	case value == "":
		return nil, badRequest("%s", missing)
	case strings.HasPrefix(value, "http://"), strings.HasPrefix(value, "https://"):
		return nil, badRequest("failed to get HTTP URL content")
	}
	if f := s.files[value]; f != nil {
		if f.folder != folder {
			return nil, badRequest("type of file mismatch")
		}
		return f, nil
	}
	return nil, badRequest("wrong remote file identifier specified: Wrong string length")
}

// sendDocument. Bot API: sendDocument.
func (s *Server) sendDocument(_ context.Context, p params) (any, error) {
	return s.sendMedia(p, "document", "documents", "There is no document in the request")
}

// sendPhoto. Bot API: sendPhoto.
func (s *Server) sendPhoto(_ context.Context, p params) (any, error) {
	return s.sendMedia(p, "photo", "photos", "There is no photo in the request")
}

func (s *Server) sendMedia(p params, field, folder, missing string) (any, error) {
	defer s.flush()
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.writable(p)
	if err != nil {
		return nil, err
	}
	m, err := formatted(p, "caption", "caption_entities", maxCaption)
	if err != nil {
		return nil, err
	}
	f, err := s.incoming(p, field, folder, missing)
	if err != nil {
		return nil, err
	}
	if field == "document" {
		m.Document = f.public()
		return s.deliver(c, p, m)
	}
	if err := f.measure(); err != nil {
		return nil, err
	}
	m.Photo = f.public()
	return s.deliver(c, p, m)
}

// measure checks a photo. Bot API: sendPhoto.
func (f *file) measure() error {
	if len(f.data) > maxPhoto {
		return badRequest("file is too big")
	}
	w, h, err := imageSize(f.data)
	switch {
	case err != nil:
		return badRequest("IMAGE_PROCESS_FAILED")
	case w+h > maxSide || w > maxRatio*h || h > maxRatio*w:
		return badRequest("PHOTO_INVALID_DIMENSIONS")
	}
	f.w, f.h, f.mime = w, h, "image/jpeg"
	return nil
}

func imageSize(data []byte) (w, h int, err error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0, fmt.Errorf("photo: %w", err)
	}
	return c.Width, c.Height, nil
}

// getFile. Bot API: getFile, File; Client.cpp, do_get_file.
func (s *Server) getFile(_ context.Context, p params) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[p.get("file_id")]
	switch {
	case !p.has("file_id"):
		return nil, badRequest("file_id not specified")
	case f == nil:
		return nil, badRequest("wrong file_id or the file is temporarily unavailable")
	case len(f.data) > maxDownload:
		return nil, badRequest("file is too big")
	}
	link := f.folder + "/file_" + strconv.Itoa(f.number) + path.Ext(f.name)
	if f.folder == "photos" {
		link += ".jpg"
	}
	s.paths[link] = filePath{file: f, until: s.o.Now().Add(keepPath)}
	return map[string]any{"file_id": f.id, "file_unique_id": f.unique, "file_size": len(f.data), "file_path": link}, nil
}

// serveFile is the download: /file/bot<token>/<file_path>. Bot API: File, file_path.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	token, link, _ := strings.Cut(rest, "/")
	if token != s.o.Token {
		s.answer(w, nil, &apiError{code: 401, text: "Unauthorized"})
		return
	}
	f := s.fault("file", 0)
	if f.before(r.Context(), s, w, "file", params{}) {
		return
	}
	s.mu.Lock()
	p, ok := s.paths[link]
	late := !s.o.Now().Before(p.until)
	s.mu.Unlock()
	if !ok || late {
		s.answer(w, nil, &apiError{code: 404, text: "Not Found"})
		return
	}
	if f.loses() {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.Itoa(len(p.file.data)))
	if _, err := w.Write(p.file.data); err != nil {
		s.o.Log.Debug("file not read", "err", err)
	}
}
