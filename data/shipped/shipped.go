// Package shipped reads and writes the finished plans of the built-in samples,
// so that the window opens on one at once.
package shipped

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"

	"remanence/assets"
	"remanence/planner"
)

// Plans are the finished plans of a sample, made by cmd/genplans. The plan's
// digest says which inputs they belong to.
type Plans struct {
	Plan     *planner.Plan `json:"plan"`
	AsToday  *planner.Plan `json:"as_today"`
	Cheapest *planner.Plan `json:"cheapest"`
}

// maxPlans bounds what is unpacked; the largest sample takes a few megabytes.
const maxPlans = 64 << 20

// Read gives the plans that ship with a sample; false when there are none.
func Read(id string) (Plans, bool) {
	b, ok := assets.PlanFile(id)
	if !ok {
		return Plans{}, false
	}
	p, err := decode(b)
	return p, err == nil && p.Plan != nil
}

func decode(b []byte) (p Plans, err error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return p, err
	}
	text, err := io.ReadAll(io.LimitReader(z, maxPlans))
	if err = errors.Join(err, z.Close()); err != nil {
		return p, err
	}
	return p, json.Unmarshal(text, &p)
}

// Encode is the file Read reads. The same plans give the same bytes.
func Encode(p Plans) ([]byte, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = z.Write(text)
	err = errors.Join(err, z.Close())
	return out.Bytes(), err
}
