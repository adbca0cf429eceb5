/** Signs that pdfLaTeX has by a command alone. Those in the first part are formulas. */
const FORMULAS = `× times,÷ div,± pm,· cdot,≈ approx,≠ neq,≤ leq,≥ geq,≪ ll,≫ gg,≡ equiv,∼ sim,≃ simeq,≅ cong,∝ propto
→ to,← leftarrow,↔ leftrightarrow,↑ uparrow,↓ downarrow,⇒ Rightarrow,⇐ Leftarrow,⇔ Leftrightarrow,↦ mapsto
∞ infty,√ surd,∑ sum,∏ prod,∫ int,∂ partial,∇ nabla,∆ Delta,∈ in,∉ notin,⊂ subset,⊆ subseteq,⊃ supset,⊇ supseteq
∪ cup,∩ cap,∅ emptyset,∀ forall,∃ exists,¬ neg,∧ wedge,∨ vee,⊕ oplus,⊗ otimes,⊥ perp,∥ parallel,∗ ast,∘ circ,∙ bullet
⟨ langle,⟩ rangle,⌈ lceil,⌉ rceil,⌊ lfloor,⌋ rfloor,ℓ ell,′ prime,★ star,☆ star,✗ times,✘ times,❌ times,☒ times
α alpha,β beta,γ gamma,δ delta,ε varepsilon,ϵ epsilon,ζ zeta,η eta,θ theta,ι iota,κ kappa,λ lambda,μ mu,µ mu,ν nu,ξ xi
π pi,ρ rho,σ sigma,ς varsigma,τ tau,υ upsilon,φ varphi,ϕ phi,χ chi,ψ psi,ω omega
Γ Gamma,Δ Delta,Θ Theta,Λ Lambda,Ξ Xi,Π Pi,Σ Sigma,Υ Upsilon,Φ Phi,Ψ Psi,Ω Omega,Ω Omega`

const CHECKED = '✓ ✔ ✅ ☑ 🗸'.split(' ')
const RAISED = '⁰ ¹ ² ³ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹'.split(' ')
const LOWERED = '₀ ₁ ₂ ₃ ₄ ₅ ₆ ₇ ₈ ₉'.split(' ')

/** Signs as LaTeX has them. Some are of the package `amssymb`. */
export const LATEX_SIGNS: readonly (readonly [sign: string, tex: string])[] = [
  ...FORMULAS.split(/[,\n]/).map((pair) => {
    const [sign = '', name = ''] = pair.split(' ')
    return [sign, `$\\${name}$`] as const
  }),
  ...CHECKED.map((sign) => [sign, '\\checkmark{}'] as const),
  ...RAISED.map((sign, digit) => [sign, `$^{${digit}}$`] as const),
  ...LOWERED.map((sign, digit) => [sign, `$_{${digit}}$`] as const),
  ['☐', '$\\square$'],
  ['−', '$-$'],
  ['‐', '-'],
  ['‑', '-'],
  ['\u00a0', '~'],
  ['\u202f', '\\,'],
  ['\u2009', '\\,'],
  // The emoji form of a sign, and blanks without a width.
  ['\ufe0f', ''],
  ['\u200b', ''],
  ['\ufeff', ''],
]
