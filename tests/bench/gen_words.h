/* The vocabulary of the generated feedback. Lists end with NULL; moods are pain, neutral, praise. */
#pragma once

enum { GEN_PAIN, GEN_NEUTRAL, GEN_PRAISE, GEN_MOODS };

extern const char *const gen_channels[];
extern const char *const gen_first_names[];
extern const char *const gen_last_names[];
extern const char *const gen_firms[];
extern const char *const gen_subjects[];
extern const char *const gen_verdicts[GEN_MOODS][10];
extern const char *const gen_closings[GEN_MOODS][8];
extern const char *const gen_links[];
extern const char *const gen_oddities[];
