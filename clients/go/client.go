package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"runtime/debug"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/codeartifact"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

const (
	name   = "aws-sdk-go-v2/service/codeartifact"
	module = "github.com/aws/" + name
)

func clientVersion() string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return strings.TrimPrefix(dependency.Version, "v")
		}
	}
	return "unknown"
}

// newClient makes a client of the call alone: neither the environment nor a configuration file is read.
func newClient(call Call, wire *recorder) (*codeartifact.Client, error) {
	transport, err := transportOptions(call)
	if err != nil {
		return nil, err
	}
	wire.inner = awshttp.NewBuildableClient().WithTransportOptions(transport)
	return codeartifact.New(codeartifact.Options{
		BaseEndpoint: aws.String(call.Endpoint),
		Region:       call.Region,
		Credentials:  provider(call.Credentials),
		HTTPClient:   wire,
		Retryer:      aws.NopRetryer{},
	}), nil
}

func provider(keys *Credentials) aws.CredentialsProvider {
	if keys == nil {
		return aws.AnonymousCredentials{}
	}
	return credentials(*keys)
}

type credentials Credentials

func (c credentials) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey, SessionToken: c.SessionToken}, nil
}

func transportOptions(call Call) (func(*http.Transport), error) {
	var roots *x509.CertPool
	if call.CaFile != "" {
		pem, err := os.ReadFile(call.CaFile)
		if err != nil {
			return nil, err
		}
		roots = x509.NewCertPool()
		if !roots.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("%s holds no certificate", call.CaFile)
		}
	}
	var proxy func(*http.Request) (*url.URL, error)
	if call.Proxy != "" {
		address, err := url.Parse(call.Proxy)
		if err != nil {
			return nil, err
		}
		proxy = http.ProxyURL(address)
	}
	return func(transport *http.Transport) {
		transport.Proxy = proxy
		if roots != nil {
			transport.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
		}
	}, nil
}

func withHeaders(headers map[string]string) func(*codeartifact.Options) {
	return func(options *codeartifact.Options) {
		for name, value := range headers {
			options.APIOptions = append(options.APIOptions, smithyhttp.SetHeaderValue(name, value))
		}
	}
}
