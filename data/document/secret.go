package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"filippo.io/age"
)

// A project with a password is an age file (age-encryption.org/v1): the key is
// made from the password by scrypt, which needs memory as well as time, and the
// content is encrypted and authenticated by ChaCha20-Poly1305. Any age program
// opens it with the password.

// cryptStart is how such a file begins.
const cryptStart = "age-encryption.org/v1"

// workFactor is the power of two of scrypt's cost: 17 is 128 MB and about half a
// second. The tests lower it.
var workFactor = 17

// mostWork refuses files made to keep this computer busy for minutes.
const mostWork = 20

// ErrPassword says that a file opens with a password only, ErrWrongPassword that
// it was not this one.
var (
	ErrPassword      = errors.New("the project is protected by a password")
	ErrWrongPassword = errors.New("the password is not the right one")
)

func encrypted(b []byte) bool { return bytes.HasPrefix(b, []byte(cryptStart)) }

func encrypt(b []byte, password string) ([]byte, error) {
	to, err := age.NewScryptRecipient(password)
	if err != nil {
		return nil, err
	}
	to.SetWorkFactor(workFactor)
	return seal(b, to)
}

func seal(b []byte, to age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func decrypt(b []byte, password string) ([]byte, error) {
	if password == "" {
		return nil, ErrPassword
	}
	key, err := age.NewScryptIdentity(password)
	if err != nil {
		return nil, err
	}
	key.SetMaxWorkFactor(mostWork)
	return unseal(b, key)
}

func unseal(b []byte, key age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(b), key)
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return nil, ErrWrongPassword
	}
	if err != nil {
		return nil, fmt.Errorf("the encrypted file is damaged: %w", err)
	}
	plain, err := io.ReadAll(io.LimitReader(r, MaxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("the encrypted file is damaged or was changed by somebody without the password: %w", err)
	}
	return plain, nil
}

// Protected tells whether the document is saved with a password.
func (d *Document) Protected() bool { return d.password != "" }

// SetPassword protects the file from the next save on, or with "" no longer. The
// password cannot be recovered when it is forgotten.
func (d *Document) SetPassword(password string) {
	if password != d.password {
		d.password, d.planDirty = password, true // the file differs from now on
		d.tell(PlanChanged{})
	}
}

// OpenWith opens a project file that is protected by a password.
func OpenWith(path, password string) (*Document, error) { return open(path, password) }

// forgetPlain removes a backup that is not encrypted: it would keep what the
// password is to protect.
func forgetPlain(bak string) error {
	f, err := os.Open(bak)
	if err != nil {
		return nil //nolint:nilerr // there is none
	}
	start := make([]byte, len(cryptStart))
	n, _ := io.ReadFull(f, start)
	f.Close()
	if encrypted(start[:n]) {
		return nil
	}
	return os.Remove(bak)
}
