package main

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codeartifact"
	"github.com/aws/aws-sdk-go-v2/service/codeartifact/types"
)

// Call is one call, as the suite asks for it.
type Call struct {
	Endpoint    string            `json:"endpoint"`
	Region      string            `json:"region"`
	Credentials *Credentials      `json:"credentials"`
	CaFile      string            `json:"caFile"`
	Proxy       string            `json:"proxy"`
	Input       Input             `json:"input"`
	Headers     map[string]string `json:"headers"`
	LimitBytes  int64             `json:"limitBytes"`
	TimeoutMs   int               `json:"timeoutMs"`
}

// Credentials sign the request; without them it goes out unsigned.
type Credentials struct {
	AccessKeyID     string `json:"accessKeyId"`
	SecretAccessKey string `json:"secretAccessKey"`
	SessionToken    string `json:"sessionToken"`
}

// Input has the members of GetPackageVersionAsset; absent ones are nil.
type Input struct {
	Asset                  *string `json:"asset"`
	Domain                 *string `json:"domain"`
	DomainOwner            *string `json:"domainOwner"`
	Format                 *string `json:"format"`
	Namespace              *string `json:"namespace"`
	Package                *string `json:"package"`
	PackageVersion         *string `json:"packageVersion"`
	PackageVersionRevision *string `json:"packageVersionRevision"`
	Repository             *string `json:"repository"`
}

func (i Input) model() *codeartifact.GetPackageVersionAssetInput {
	return &codeartifact.GetPackageVersionAssetInput{
		Asset:                  i.Asset,
		Domain:                 i.Domain,
		DomainOwner:            i.DomainOwner,
		Format:                 types.PackageFormat(aws.ToString(i.Format)),
		Namespace:              i.Namespace,
		Package:                i.Package,
		PackageVersion:         i.PackageVersion,
		PackageVersionRevision: i.PackageVersionRevision,
		Repository:             i.Repository,
	}
}

// Request is what the SDK hands to its HTTP client.
type Request struct {
	Method  string     `json:"method"`
	URL     string     `json:"url"`
	Headers [][]string `json:"headers"`
}

// Response is what came back, below the SDK.
type Response struct {
	Status  int        `json:"status"`
	Headers [][]string `json:"headers"`
	AfterMs float64    `json:"afterMs"`
}

// Done is what became of a call: output or error.
type Done struct {
	Output  *Output       `json:"output,omitempty"`
	Error   *Failure      `json:"error,omitempty"`
	Body    *RecordedBody `json:"body,omitempty"`
	AfterMs float64       `json:"afterMs"`
}

// Output has the members that the SDK returned.
type Output struct {
	AssetName              *string `json:"assetName,omitempty"`
	PackageVersion         *string `json:"packageVersion,omitempty"`
	PackageVersionRevision *string `json:"packageVersionRevision,omitempty"`
	Asset                  *Digest `json:"asset"`
}

// Digest stands for a body.
type Digest struct {
	Size   int64  `json:"size"`
	Sha256 string `json:"sha256"`
}

// RecordedBody is a digest and the beginning of the body in base64.
type RecordedBody struct {
	Digest
	Head     string `json:"head"`
	Complete bool   `json:"complete"`
}

// Failure is the error that the SDK returned.
type Failure struct {
	Class             string  `json:"class"`
	Modelled          bool    `json:"modelled"`
	Refused           bool    `json:"refused,omitempty"`
	Failure           string  `json:"failure,omitempty"`
	Code              string  `json:"code,omitempty"`
	Message           string  `json:"message"`
	Status            int     `json:"status,omitempty"`
	RetryAfterSeconds *int32  `json:"retryAfterSeconds,omitempty"`
	ResourceID        *string `json:"resourceId,omitempty"`
	ResourceType      string  `json:"resourceType,omitempty"`
	Reason            string  `json:"reason,omitempty"`
}
