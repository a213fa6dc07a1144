import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { settings } from '../../src/platform/config/index.ts'
import { program } from '../support/build.ts'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
const pages = tracked.filter((file) => file.endsWith('.md') && existsSync(file))
const scripts = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts)

t.test('every link to a file of the project leads somewhere', async (t) => {
  let links = 0
  for (const page of pages) {
    for (const [, target] of readFileSync(page, 'utf8').matchAll(
      /\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g,
    )) {
      links++
      t.ok(existsSync(join(dirname(page), target!)), `${page} → ${target}`)
    }
  }
  t.ok(links > 20, `${links} links`)
})

t.test('every npm script that a page names exists', async (t) => {
  for (const page of pages) {
    for (const [, name] of readFileSync(page, 'utf8').matchAll(/npm run (?:-s |--silent )?([a-z][a-z:]*)/g)) {
      t.ok(scripts.includes(name!), `${page}: npm run ${name}`)
    }
  }
})

t.test('every command that a page names exists', async (t) => {
  const help = execFileSync(process.execPath, [...program('src/main.ts'), '--help'], { encoding: 'utf8' })
  for (const page of pages) {
    for (const [, name] of readFileSync(page, 'utf8').matchAll(/`haat ([a-z]+)/g)) {
      t.match(help, new RegExp(`^ {2}${name}\\b`, 'm'), `${page}: haat ${name}`)
    }
  }
})

t.test('the containers are given settings that exist, and no secret of their own', async (t) => {
  const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
    'x-market': { environment: Record<string, string> }
    services: Record<
      string,
      { image?: string; healthcheck?: object; command?: string[]; environment?: Record<string, string> }
    >
  }
  for (const name of Object.keys(compose['x-market'].environment))
    t.ok(name in settings, `${name} is a setting`)
  for (const part of ['migrate', 'api', 'worker', 'postgres', 'redis', 'meilisearch'])
    t.ok(compose.services[part], part)
  for (const [name, service] of Object.entries(compose.services)) {
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|SECRET|TOKEN|_KEY/.test(variable))
        t.match(String(value), /^\$\{/, `${name}: ${variable} comes from outside`)
    }
  }
  t.match(readFileSync('Dockerfile', 'utf8'), /^USER node$/m, 'not as root')
})
