/* What was agreed in a meeting, as its minutes and its last step show it. */
#pragma once

#include <dagstart/domain/action.h>
#include <dagstart/domain/decision.h>
#include <dagstart/domain/feedback.h>
#include <dagstart/domain/goal.h>
#include <dagstart/domain/kudos.h>
#include <dagstart/domain/loop.h>
#include <dagstart/domain/note.h>

#include "step.h"

struct record {
	const struct meeting *meeting;
	struct feedback *heard;
	size_t heard_count;
	struct action *actions;
	size_t action_count;
	struct decision *decisions;
	size_t decision_count;
	struct kudos *kudos;
	size_t kudos_count;
	struct note *notes;
	size_t note_count;
	struct goal *goals; /* written in it */
	size_t goal_count;
	struct round_entry *rounds;
	size_t round_count;
	const char **present; /* names */
	size_t present_count;
	const char **absent;
	size_t absent_count;
	struct loop *loops; /* with customers: taken on, told, left */
	size_t loop_count;
	struct action *done; /* finished in it */
	size_t done_count;
	struct said_did *said; /* of these, what customers said that they began with */
	size_t said_count;
	struct action *changed; /* moved, handed over, blocked, reworded */
	size_t changed_count;
};
bool record_load(struct step_context *ctx, const struct meeting *meeting, struct record *ret,
        struct err *err) MUST_CHECK;
void record_doc(const struct step_context *ctx, const struct record *record, struct doc *doc,
        struct doc_node *parent);
/* "Dirk: answer within a day · 50 % → 80 % by 28 April": one a goal. */
void goals_list(const struct step_context *ctx, const struct record *record, struct doc *doc,
        struct doc_node *parent);
/* "F-12  Anna tells the customer by Friday": one a customer. */
void loops_list(const struct step_context *ctx, const struct record *record, struct doc *doc,
        struct doc_node *parent);
/* "parked: …", "learned: …": one a note. */
void notes_list(const struct record *record, struct doc *doc, struct doc_node *parent);
