package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"math"
	"net/http"
	"regexp"
	"sort"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/codeartifact"
)

const (
	errorHeadBytes = 256 * 1024
	assetHeadBytes = 1024
)

var errTooLarge = errors.New("the response is larger than the caller allows")

// recorder stands between the SDK and its HTTP client, and tells what passes.
type recorder struct {
	id      int
	began   time.Time
	inner   codeartifact.HTTPClient
	out     *printer
	secrets *secrets
	limit   int64
	body    *body
}

func (r *recorder) elapsed() float64 {
	return math.Round(float64(time.Since(r.began).Microseconds())/10) / 100
}

func (r *recorder) Do(request *http.Request) (*http.Response, error) {
	r.began = time.Now()
	r.secrets.learn(request.Header.Get("Authorization"))
	r.out.say(map[string]any{"id": r.id, "sent": Request{request.Method, request.URL.String(), r.fields(request.Header)}})
	response, err := r.inner.Do(request)
	if err != nil {
		return response, err
	}
	r.out.say(map[string]any{"id": r.id, "received": Response{response.StatusCode, r.fields(response.Header), r.elapsed()}})
	head := assetHeadBytes
	if response.StatusCode >= 300 {
		head = errorHeadBytes
	}
	r.body = &body{hash: sha256.New(), room: head}
	response.Body = &passage{response.Body, r.body, r.limit}
	return response, nil
}

func (r *recorder) fields(header http.Header) [][]string {
	fields := [][]string{}
	for name, values := range header {
		for _, value := range values {
			fields = append(fields, []string{name, r.secrets.mask(latin1(value))})
		}
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i][0] < fields[j][0] })
	return fields
}

// latin1 turns the bytes of a header value into one character each, as the protocol has them.
func latin1(value string) string {
	characters := make([]rune, len(value))
	for i := range len(value) {
		characters[i] = rune(value[i])
	}
	return string(characters)
}

// passage lets a body through and hashes it, up to the limit: the SDK reads the body of an error whole.
type passage struct {
	io.ReadCloser
	body  *body
	limit int64
}

func (p *passage) Read(buffer []byte) (int, error) {
	count, err := p.ReadCloser.Read(buffer)
	p.body.update(buffer[:count])
	if p.body.size > p.limit {
		return count, errTooLarge
	}
	return count, err
}

// body hashes what streams by and keeps only its beginning.
type body struct {
	hash hash.Hash
	head []byte
	room int
	size int64
}

func (b *body) update(chunk []byte) {
	b.hash.Write(chunk)
	b.size += int64(len(chunk))
	b.head = append(b.head, chunk[:min(len(chunk), b.room-len(b.head))]...)
}

func (b *body) digest() Digest { return Digest{b.size, hex.EncodeToString(b.hash.Sum(nil))} }

func (b *body) record(secrets *secrets) *RecordedBody {
	head := base64.StdEncoding.EncodeToString([]byte(secrets.mask(string(b.head))))
	return &RecordedBody{b.digest(), head, int64(len(b.head)) == b.size}
}

// digest reads a stream to its end.
func digest(stream io.Reader) (*Digest, error) {
	read := &body{hash: sha256.New()}
	buffer := make([]byte, 64*1024)
	for {
		count, err := stream.Read(buffer)
		read.update(buffer[:count])
		if err == io.EOF {
			whole := read.digest()
			return &whole, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// secrets replaces credentials and signatures with asterisks in whatever leaves this program.
type secrets struct{ values []string }

func newSecrets(keys *Credentials) *secrets {
	s := &secrets{}
	if keys != nil {
		s.add(keys.AccessKeyID, keys.SecretAccessKey, keys.SessionToken)
	}
	return s
}

var signature = regexp.MustCompile(`Signature=([0-9a-f]+)`)

func (s *secrets) learn(authorization string) {
	s.add(authorization)
	if found := signature.FindStringSubmatch(authorization); found != nil {
		s.add(found[1])
	}
}

func (s *secrets) add(values ...string) {
	for _, value := range values {
		if value != "" {
			s.values = append(s.values, value)
		}
	}
	sort.Slice(s.values, func(i, j int) bool { return len(s.values[i]) > len(s.values[j]) })
}

func (s *secrets) mask(text string) string {
	for _, value := range s.values {
		text = strings.ReplaceAll(text, value, strings.Repeat("*", len(value)))
	}
	return text
}
