/* The commands of the screen itself, for keys, help and palette. */
#include <dagstart/tui/tui.h>

#include <dagstart/base/i18n.h>

const struct tui_command tui_own_commands[] = {
        {.name = "edit.backspace", .title = N_("delete backwards"), .context = "edit"},
        {.name = "edit.delete", .title = N_("delete forwards"), .context = "edit"},
        {.name = "edit.end", .title = N_("to the end"), .context = "edit"},
        {.name = "edit.kill_head", .title = N_("cut to the start"), .context = "edit"},
        {.name = "edit.kill_line", .title = N_("cut to the end"), .context = "edit"},
        {.name = "edit.kill_word_left", .title = N_("cut a word backwards"), .context = "edit"},
        {.name = "edit.kill_word_right", .title = N_("cut a word forwards"), .context = "edit"},
        {.name = "edit.left", .title = N_("left"), .context = "edit"},
        {.name = "edit.right", .title = N_("right, or take what is offered"), .context = "edit"},
        {.name = "edit.start", .title = N_("to the start"), .context = "edit"},
        {.name = "edit.undo", .title = N_("undo typing"), .context = "edit"},
        {.name = "edit.word_left", .title = N_("a word left"), .context = "edit"},
        {.name = "edit.word_right", .title = N_("a word right"), .context = "edit"},
        {.name = "edit.yank", .title = N_("put back what was cut"), .context = "edit"},
        {.name = "focus.first", .title = N_("to the first")},
        {.name = "focus.last", .title = N_("to the last")},
        {.name = "focus.left", .title = N_("to the left")},
        {.name = "focus.next", .title = N_("select the next")},
        {.name = "focus.previous", .title = N_("select the one before")},
        {.name = "focus.right", .title = N_("to the right")},
        {.name = "form.close", .title = N_("away, text is kept"), .context = "form"},
        {.name = "form.next", .title = N_("next field"), .context = "form"},
        {.name = "form.previous", .title = N_("field before"), .context = "form"},
        {.name = "form.submit", .title = N_("save"), .context = "form"},
        {.name = "help", .title = N_("help")},
        {.name = "help.close", .title = N_("close"), .context = "help"},
        {.name = "palette", .title = N_("command")},
        {.name = "prompt.close", .title = N_("close"), .context = "prompt"},
        {.name = "prompt.complete", .title = N_("complete"), .context = "prompt"},
        {.name = "prompt.next", .title = N_("next in the list"), .context = "prompt"},
        {.name = "prompt.previous", .title = N_("the one before"), .context = "prompt"},
        {.name = "prompt.run", .title = N_("do it"), .context = "prompt"},
        {.name = "quit", .title = N_("quit")},
        {.name = "redraw", .title = N_("draw the screen anew")},
        {.name = "scroll.bottom", .title = N_("to the end")},
        {.name = "scroll.down", .title = N_("a line down")},
        {.name = "scroll.page_down", .title = N_("a page down")},
        {.name = "scroll.page_up", .title = N_("a page up")},
        {.name = "scroll.top", .title = N_("to the start")},
        {.name = "scroll.up", .title = N_("a line up")},
        {.name = "search", .title = N_("search the feedback")},
        {.name = "suspend", .title = N_("to the shell")},
        {.name = "theme", .title = N_("colours by name: dark, light, mono, colour-blind")},
        {.name = "theme.next", .title = N_("other colours")},
};

size_t tui_own_command_count(void)
{
	return sizeof(tui_own_commands) / sizeof(tui_own_commands[0]);
}
