{{- define "data-account.name" -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "data-account.selector" -}}
app.kubernetes.io/name: data-account
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "data-account.labels" -}}
{{ include "data-account.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "data-account.serviceAccount" -}}
{{- if .Values.serviceAccount.name -}}
{{ .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create -}}
{{ include "data-account.name" . }}
{{- else -}}
default
{{- end -}}
{{- end -}}
