//! The words behind a code fence that name a language or a format, by the names that people have for it.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a word is the name of a language.
pub(crate) fn is_language(word: &str) -> bool {
    LANGUAGES.contains(word.to_ascii_lowercase().as_str())
}

static LANGUAGES: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split(' ').collect());

const NAMES: &str = "abap ada adoc alloy ansi apache apacheconf apl applescript arduino arm armasm asciidoc asm asp aspnet astro avro awk \
    bash bat batch bazel bib bibtex bicep bnf brainfuck bzl c c# c++ cabal caddy caddyfile cc cfg cfml chart cisco clike clj cljs clojure cmake \
    cmd cobol coffee coffeescript coldfusion common-lisp conf config console cpp cql crontab crystal cs csh csharp cson css csv cu cuda cue \
    cypher d d2 dart dash datalog dhall diff django dns docker docker-compose dockerfile dos dot dotenv dtd ebnf editorconfig edn eex ejs elisp \
    elixir elm emacs email env erb erl erlang ex excel exs f90 fasm fish flow flux fortran fs fsharp gawk gdscript gherkin git git-commit \
    git-rebase gitattributes gitconfig gitignore glsl gnuplot go golang gomod gotemplate gotmpl gradle graphql graphviz groovy h haml \
    handlebars haproxy hbs hcl heex helm hex hlsl hocon hosts hpp hs html html5 htmldjango http httpd iex ini inputrc irb java javascript jenkins \
    jenkinsfile jinja jinja2 jinjava jl journal jq js json json5 jsonc jsonl jsonnet jsonpath jsp jsx julia just justfile k8s kql ksh kt kts \
    kubernetes kusto latex lean less liquid lisp llvm log logcat logfmt logql logs logstash lsl lua m m4 make makefile markdown mathematica math \
    matlab md mdx menu mermaid meson metrics mips ml mmd mongo mongodb msg mxml mysql nasm ndjson netlify nft nftables nginx nim nix nomad \
    nunjucks objc objective-c objectivec objectpascal ocaml octave opencl openssl org out output pas pascal patch pcap pem perl pg pgsql php \
    pikchr plain plaintext plantuml plist plpgsql pl po postcss postgres postgresql pov powershell prisma prolog prom promql prometheus \
    properties proto protobuf ps ps1 psql pug puml puppet purescript pwsh py py3 pycon pytb python python-repl python3 q qml r racket rake \
    raku rb rego regex regexp repl requirements response rest robots robot robotframework rs rsc rst ruby rust sas sass scala scheme scss sed \
    service session sh shell shell-session shellsession sls slim smali smalltalk smarty sml snakemake snort sol solidity soql sparql splunk \
    spl sql sqlite squid ssh ssh-config sshconfig stacktrace starlark stata stderr stdout svelte svg swift syslog systemd systemverilog \
    tap tcl tcsh tera term terminal terraform tex text textile tf tfvars thrift toml traceback tree trace ts tsql tsv tsx ttl turtle twig txt \
    typ typescript typst unknown v vala vb vbnet vbs vcl verilog vhdl vim viml vimscript vue wasm wast wat wgsl wiki wkt x86asm xhtml xml \
    xpath xquery xsd xsl xslt yaml yang yml yaml+jinja zed zig zone zsh";
