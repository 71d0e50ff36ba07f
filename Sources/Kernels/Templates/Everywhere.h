// Elementary functions in all lanes: those that the vectors' form leaves out, few in practice, one by one.

// In memory, so that a call of it costs the loops around nothing.
static __attribute__((noinline, cold, unused)) void lanes_again(
    vd *result, const vl *again, const vd *x, double (*function)(double)) {
  for (int i = 0; i < LANES64; i++) {
    if ((*again)[i]) (*result)[i] = function((*x)[i]);
  }
}

#define EVERYWHERE(name)                                                                      \
  static __attribute__((noinline, unused)) vd v_##name(vd x) {                                \
    const vl outside = v_##name##_outside(x);                                                 \
    const vd inside = v_##name##_inside(x);                                                   \
    if (!any(outside)) return inside;                                                         \
    const vl again = outside;                                                                 \
    const vd operand = x;                                                                     \
    vd result = inside;                                                                       \
    lanes_again(&result, &again, &operand, elementary_##name);                                \
    return result;                                                                            \
  }

EVERYWHERE(exp)
EVERYWHERE(log)
EVERYWHERE(expm1)
EVERYWHERE(sigmoid)
EVERYWHERE(softplus)
EVERYWHERE(normal_pdf)
EVERYWHERE(normal_cdf)
EVERYWHERE(sin)
EVERYWHERE(cos)
EVERYWHERE(tan)
EVERYWHERE(tanh)
