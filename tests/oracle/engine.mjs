// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates expressions in ODK Web Forms' engine. usage: node engine.mjs MODULES QUESTIONS.json OUT.json
// QUESTIONS.json: {"values": {name: text}, "expressions": [text]}; OUT.json: a text or null (an error) for each.
import fs from 'fs';
import path from 'path';
import { createRequire } from 'module';
import { pathToFileURL } from 'url';

const [modules, questions, out] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'package.json'));
const { JSDOM } = require('jsdom');
const { window } = new JSDOM('<x/>', { contentType: 'text/xml' });

// The engine expects a browser.
for (const name of ['document', 'Node', 'Element', 'Document', 'DOMParser', 'XMLSerializer', 'XPathResult',
	'XPathEvaluator', 'Text', 'Attr', 'NodeFilter', 'XMLDocument', 'CharacterData', 'Comment', 'DocumentFragment'])
	globalThis[name] = window[name];
globalThis.window = window;
globalThis.__dirname = path.resolve(modules);
globalThis.require = require;
console.error = console.warn = () => {};

const { loadForm } = await import(pathToFileURL(require.resolve('@getodk/xforms-engine')).href);
const { values, expressions } = JSON.parse(fs.readFileSync(questions));
const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const nodes = Object.entries(values).map(([name, text]) => `<${name}>${escape(text)}</${name}>`).join('');
const binds = Object.keys(values).map(name => `<bind nodeset="/data/${name}" type="string"/>`).join('');

const form = expression => `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
	xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>t</h:title><model><instance><data id="t">${nodes}<out/>
	<orx:meta><orx:instanceID/></orx:meta></data></instance>${binds}
	<bind nodeset="/data/out" type="string" calculate="${escape(expression)}"/></model></h:head>
	<h:body><input ref="/data/out"/></h:body></h:html>`;

async function value(expression) {
	try {
		const loaded = await loadForm(form(expression));
		const { children } = loaded.createInstance().root.currentState;
		return children.find(c => c.currentState.reference === '/data/out').currentState.value;
	} catch {
		return null;
	}
}

const found = [];
for (const expression of expressions)
	found.push(await value(expression));
fs.writeFileSync(out, JSON.stringify(found));
process.exit(0);
