package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codeartifact/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// describe tells what the SDK made of a call that failed.
func describe(err error, secrets *secrets) *Failure {
	told := &Failure{Class: className(err), Message: secrets.mask(err.Error())}
	var response *smithyhttp.ResponseError
	if errors.As(err, &response) {
		told.Status = response.HTTPStatusCode()
	}
	var invalid smithy.InvalidParamsError
	var api smithy.APIError
	switch {
	case errors.As(err, &invalid):
		told.Refused = true
	case errors.As(err, &api):
		told.Class = className(api)
		told.Code = secrets.mask(api.ErrorCode())
		told.Message = secrets.mask(api.ErrorMessage())
		told.members(api, secrets)
	default:
		told.Failure = failureKind(err)
	}
	return told
}

// members fills in what the modelled errors of the operation carry.
func (f *Failure) members(err smithy.APIError, secrets *secrets) {
	mask := func(value *string) *string {
		if value == nil {
			return nil
		}
		return aws.String(secrets.mask(*value))
	}
	f.Modelled = true
	switch e := err.(type) {
	case *types.AccessDeniedException:
	case *types.ConflictException:
		f.ResourceID, f.ResourceType = mask(e.ResourceId), secrets.mask(string(e.ResourceType))
	case *types.InternalServerException:
	case *types.ResourceNotFoundException:
		f.ResourceID, f.ResourceType = mask(e.ResourceId), secrets.mask(string(e.ResourceType))
	case *types.ThrottlingException:
		f.RetryAfterSeconds = e.RetryAfterSeconds
	case *types.ValidationException:
		f.Reason = secrets.mask(string(e.Reason))
	default:
		f.Modelled = false
	}
}

func className(err any) string {
	name := fmt.Sprintf("%T", err)
	return name[strings.LastIndex(name, ".")+1:]
}

// failureKind says what kept the SDK from a response that it understands, in the words of the protocol.
func failureKind(err error) string {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var operation *net.OpError
	var network net.Error
	switch {
	case errors.Is(err, errTooLarge):
		return "too-large"
	case errors.As(err, &certificate), errors.As(err, &record), errors.As(err, &alert):
		return "tls"
	case errors.As(err, &operation) && (operation.Op == "dial" || operation.Op == "proxyconnect"):
		return "unreachable"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "timeout"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "closed"
	case strings.Contains(err.Error(), "malformed"):
		return "invalid"
	}
	return ""
}
