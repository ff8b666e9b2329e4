#!/usr/bin/env node
// Committed, so that a package manager can link the command before anything is built.
import { run } from '../dist/cli.js'

process.exitCode = await run(process.argv.slice(2))
