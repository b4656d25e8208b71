// Driver for the AWS SDK for Go v2. Speaks the protocol of docs/clients.md on standard input and output.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

const maxLineBytes = 1024 * 1024

func main() {
	out := &printer{encoder: json.NewEncoder(os.Stdout)}
	out.say(map[string]any{"ready": map[string]string{"name": name, "version": clientVersion()}})
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 64*1024), maxLineBytes)
	for lines.Scan() {
		var line struct {
			ID   int  `json:"id"`
			Call Call `json:"call"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			panic(err)
		}
		go carryOut(line.ID, line.Call, out)
	}
	// Standard input has ended: nobody waits for the calls that are under way.
}

// printer writes one line at a time, regardless of the caller.
type printer struct {
	mutex   sync.Mutex
	encoder *json.Encoder
}

func (p *printer) say(line any) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if err := p.encoder.Encode(line); err != nil {
		os.Exit(1) // Nobody listens any more.
	}
}

func carryOut(id int, call Call, out *printer) {
	wire := &recorder{id: id, began: time.Now(), out: out, secrets: newSecrets(call.Credentials), limit: call.LimitBytes}
	done := Done{}
	output, err := get(call, wire)
	if err != nil {
		done.Error = describe(err, wire.secrets)
	} else {
		done.Output = output
	}
	if wire.body != nil {
		done.Body = wire.body.record(wire.secrets)
	}
	done.AfterMs = wire.elapsed()
	out.say(map[string]any{"id": id, "done": done})
}

// get makes the call and reads the asset to its end.
func get(call Call, wire *recorder) (*Output, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(call.TimeoutMs)*time.Millisecond)
	defer cancel()
	client, err := newClient(call, wire)
	if err != nil {
		return nil, err
	}
	result, err := client.GetPackageVersionAsset(ctx, call.Input.model(), withHeaders(call.Headers))
	if err != nil {
		return nil, err
	}
	defer result.Asset.Close()
	asset, err := digest(result.Asset)
	if err != nil {
		return nil, err
	}
	mask := func(value *string) *string {
		if value == nil {
			return nil
		}
		return aws.String(wire.secrets.mask(*value))
	}
	return &Output{
		AssetName:              mask(result.AssetName),
		PackageVersion:         mask(result.PackageVersion),
		PackageVersionRevision: mask(result.PackageVersionRevision),
		Asset:                  asset,
	}, nil
}
