import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineAt } from '../../../src/model/note/noteLines.ts'
import { goOn, indent, outdent } from '../../../src/model/note/noteList.ts'
import { tick, tickSelected, toTasks } from '../../../src/model/note/noteTask.ts'
import { marked, someWriting, text, writing } from '../../support/writings.ts'

describe('Enter', () => {
  test.each([
    ['- one|', '- one\n- |'],
    ['* one|', '* one\n* |'],
    ['9. one|', '9. one\n10. |'],
    ['9) one|', '9) one\n10) |'],
    ['- [ ] one|', '- [ ] one\n- [ ] |'],
    ['- [x] one|', '- [x] one\n- [ ] |'],
    ['> one|', '> one\n> |'],
    ['> - one|', '> - one\n> - |'],
    ['  - one|', '  - one\n  - |'],
    ['\t1. one|', '\t1. one\n\t2. |'],
    ['- one| two', '- one\n- | two'],
    ['- one |two| three', '- one \n- | three'],
  ])('continues %j as %j', (before, after) => {
    expect(marked(goOn(writing(before)))).toBe(after)
  })

  test.each([
    ['- one\n- |', '- one\n|'],
    ['1. one\n2. |\nafter', '1. one\n|\nafter'],
    ['- [ ] |', '|'],
    ['> |', '|'],
    ['> one\n>|', '> one\n|'],
    ['> - |', '> |'],
    ['- one\n  - |', '- one\n- |'],
    ['1. one\n   - [ ] |', '1. one\n- [ ] |'],
  ])('ends an empty item: %j becomes %j', (before, after) => {
    expect(marked(goOn(writing(before)))).toBe(after)
  })

  test.each(['one|', '|- one', '-| one', '---|', '- - -|', '```\n- one|\n```', '-one|', '1.5 one|', '*emphasis*|'])(
    'has no special meaning in %j',
    (before) => {
      expect(goOn(writing(before))).toBeNull()
    },
  )

  test('continues a list after a closed code block', () => {
    expect(marked(goOn(writing('~~~\n- a\n~~~\n- b|')))).toBe('~~~\n- a\n~~~\n- b\n- |')
  })

  test('only inserts text, unless it ends an empty item', () => {
    fc.assert(
      fc.property(someWriting, (before) => {
        const after = goOn(before)
        const line = lineAt(before.text, before.from)
        const isEmpty = before.from === before.to && before.text.slice(line.words, line.end).trim() === ''
        if (!after || isEmpty) return
        expect(after.text.startsWith(`${before.text.slice(0, before.from)}\n`)).toBe(true)
        expect(after.text.slice(after.to)).toBe(before.text.slice(before.to))
      }),
    )
  })

  test('ends every list when it is pressed often enough', () => {
    fc.assert(
      fc.property(someWriting, (before) => {
        const { end } = lineAt(before.text, before.to)
        let at = { ...before, from: end, to: end }
        for (let times = 0; times < 30; times += 1) {
          const next = goOn(at)
          if (!next) return
          at = next
        }
        expect.fail(`it goes on and on: ${marked(at)}`)
      }),
    )
  })
})

describe('Tab', () => {
  test.each([
    ['- one\n- two|', '- one\n  - two|'],
    ['1. one\n2. two|', '1. one\n   1. two|'],
    ['10. one\n11. two|', '10. one\n    1. two|'],
    ['1. one\n   1. a\n2. two|', '1. one\n   1. a\n   2. two|'],
    ['- one\n\n- two|', '- one\n\n  - two|'],
    ['- one\n  more\n- two|', '- one\n  more\n  - two|'],
    ['- one\n  - a\n- two|', '- one\n  - a\n  - two|'],
    ['> - one\n> - two|', '> - one\n>   - two|'],
    ['- one\n- t|wo\n- three|', '- one\n  - t|wo\n  - three|'],
  ])('nests %j: %j', (before, after) => {
    expect(marked(indent(writing(before)))).toBe(after)
  })

  test.each(['- one|', '- one\n  - two|', 'text\n\n- one|', '- one\ntext\n- two|'])(
    'leaves %j unchanged, because no item can contain it',
    (before) => {
      expect(marked(indent(writing(before)))).toBe(before)
    },
  )

  test.each([
    ['- one\n  - two|', '- one\n- two|'],
    ['1. one\n   1. two|', '1. one\n2. two|'],
    ['- one\n  - two\n    - three|', '- one\n  - two\n  - three|'],
    ['\t- one|', '- one|'],
    ['- one\n  - |two\n    - three|', '- one\n- |two\n  - three|'],
  ])('with Shift moves %j out: %j', (before, after) => {
    expect(marked(outdent(writing(before)))).toBe(after)
  })

  test('does nothing outside a list', () => {
    for (const operate of [indent, outdent]) expect(operate(writing('text|'))).toBeNull()
  })

  test('is reverted by Shift+Tab for bullets', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.constantFrom('- a', '- [ ] b', '- ')), { minLength: 1 }), (items) => {
        const lines: string[] = []
        let depth = 0
        for (const [wanted, item] of items) {
          depth = lines.length === 0 ? 0 : Math.min(wanted, depth + 1)
          lines.push('  '.repeat(depth) + item)
        }
        const text = lines.join('\n')
        const before = { text, from: text.length, to: text.length }
        const inside = indent(before)!
        fc.pre(inside.text !== text)
        expect(outdent(inside)).toEqual(before)
      }),
    )
  })
})

describe('tasks', () => {
  test.each([
    ['read it|', '- [ ] read it|'],
    ['|', '- [ ] |'],
    ['- read it|', '- [ ] read it|'],
    ['2. read it|', '2. [ ] read it|'],
    ['- [x] read it|', '- read it|'],
    ['|one\n\n- [x] two|', '- [ ] |one\n\n- [x] two|'],
  ])('are made from %j: %j', (before, after) => {
    expect(marked(toTasks(writing(before)))).toBe(after)
  })

  test.each([
    ['- [ ] o|ne', '- [x] o|ne'],
    ['- [x] o|ne', '- [ ] o|ne'],
    ['- [X] o|ne', '- [ ] o|ne'],
    ['|- [ ] one\n- [x] two|', '|- [x] one\n- [x] two|'],
    ['o|ne', '- [ ] o|ne'],
  ])('are toggled at the caret: %j becomes %j', (before, after) => {
    expect(marked(tickSelected(writing(before)))).toBe(after)
  })

  test('are toggled by their position, and toggling twice restores the text', () => {
    const note = 'x\n\n- [ ] a\n  1. [x] b\n> * [ ] c\n- d\n'
    expect(tick(note, note.indexOf('1.'))).toBe(note.replace('[x]', '[ ]'))
    expect(tick(note, note.indexOf('* ['))).toBe(note.replace('[ ] c', '[x] c'))
    expect(tick(note, note.indexOf('- d'))).toBeNull()
    expect(tick(note, 0)).toBeNull()
    fc.assert(
      fc.property(text, fc.constantFrom('- [ ] a', '  3) [x] b', '> * [ ] [x]'), text, (before, task, after) => {
        const whole = `${before}\n${task}\n${after}`
        const place = before.length + 1 + task.search(/[-*\d]/)
        const once = tick(whole, place)!
        expect(once.length).toBe(whole.length)
        expect(once).not.toBe(whole)
        expect(tick(once, place)).toBe(whole)
      }),
    )
  })
})
