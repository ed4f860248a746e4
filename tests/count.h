/* How often something is tried by default. A sanitizer is slow, and needs fewer to see what is wrong. */
#pragma once

#ifdef __SANITIZE_ADDRESS__
#define TEST_COUNT(plain, sanitized) (sanitized)
#else
#define TEST_COUNT(plain, sanitized) (plain)
#endif
