package dev.wiretape.cli;

import java.util.List;

/** A command whose help ends with text that is put together of what stands elsewhere in the code. */
interface WithFooter {
    /** The lines below the options. */
    List<String> footer();
}
