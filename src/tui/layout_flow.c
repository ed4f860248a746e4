/* A wide wall: the blocks of a page stand in two columns, the first half at the left, so that nothing is a
 * narrow strip beside an empty half. */
#include "layout.h"

#include <dagstart/base/str.h>

enum {
	FLOW_GAP = 6,
	FLOW_LEAST = 78, /* columns of each side */
	FLOW_MOST = 100,
	ROWS_LEAST = 14, /* what is lower stays whole */
};

static bool can_begin(const struct doc_node *node, const struct doc_node *before)
{
	if (before->kind == DOC_HEADING || before->kind == DOC_RULE)
		return false;
	return node->kind == DOC_SECTION || node->kind == DOC_SCORE || node->kind == DOC_RULE ||
	       node->kind == DOC_HEADING || (node->kind == DOC_FIELD && before->kind != DOC_FIELD);
}

static struct layout measuring(const struct layout *l)
{
	struct layout copy = *l;
	copy.measuring = true;
	copy.spots = NULL;
	copy.spot_count = copy.spot_room = 0;
	copy.lost = false;
	return copy;
}

static int rows_of(const struct layout *l, const struct doc_node *from, const struct doc_node *end, int width,
        bool *lost)
{
	struct layout copy = measuring(l);
	struct area area = {.column = l->left, .width = width};
	layout_run(&copy, from, end, &area);
	*lost |= copy.lost;
	return area.row;
}

/* A rule between two columns is no longer needed. */
static const struct doc_node *right_of(const struct doc_node *split)
{
	return split->kind == DOC_RULE && split->next ? split->next : split;
}

/* Where the right column begins; NULL: one column is better. */
static const struct doc_node *split_of(const struct layout *l, const struct doc_node *root, int width)
{
	const struct doc_node *best = NULL, *before = NULL;
	bool lost = false, whole_lost = false;
	int whole = rows_of(l, root->first, NULL, l->width, &whole_lost), least = whole;
	if (whole < ROWS_LEAST)
		return NULL;
	DOC_EACH(child, root) {
		if (before && can_begin(child, before)) {
			bool squeezed = false;
			int left = rows_of(l, root->first, child, width, &squeezed);
			int right = rows_of(l, right_of(child), NULL, width, &squeezed);
			int height = left > right ? left : right;
			if (height < least) {
				least = height;
				best = child;
				lost = squeezed;
			}
		}
		before = child;
	}
	return least < whole - whole / 5 && least <= l->room && (!lost || whole_lost) ? best : NULL;
}

bool layout_flow(struct layout *l, const struct doc_node *root, struct area *area)
{
	int width = (area->width - FLOW_GAP) / 2;
	if (width < FLOW_LEAST || root->kind != DOC_SECTION || root->focusable || !strempty(root->title) ||
	        !strempty(root->text) || !strempty(root->aside))
		return false;
	width = width < FLOW_MOST ? width : FLOW_MOST;
	const struct doc_node *split = split_of(l, root, width);
	if (!split)
		return false;
	struct area left = {.row = area->row, .column = area->column, .width = width};
	struct area right = {.row = area->row, .column = area->column + width + FLOW_GAP, .width = width};
	layout_run(l, root->first, split, &left);
	layout_run(l, right_of(split), NULL, &right);
	area->row = left.row > right.row ? left.row : right.row;
	return true;
}
