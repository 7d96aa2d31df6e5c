package dev.wiretape.tui.term;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;

/**
 * A Unix terminal, with the library's defects cured: text is UTF-8 as a whole, the size comes from {@code stty}, the mouse
 * speaks SGR, pasted text is bracketed, a frame is one write, and after the end nothing is written any more.
 */
public final class Tty extends UnixTerminal {
    private static final String ENTER = "\033[?1000h\033[?1002h\033[?1006h\033[?2004h";
    private static final String LEAVE = "\033[?2004l\033[?1006l\033[?1002l\033[?1000l";
    /** Puts a terminal in order whose screen was left without a farewell. */
    public static final String RESTORE = LEAVE + "\033[?1049l\033[?25h\033[0m";

    private static final int MOST_COPIED = 1 << 20;

    private final Clusters clusters;
    private volatile boolean closed;
    private boolean suspended;
    private int column;
    private int row;
    private boolean astray;

    /** Takes over the terminal's settings; {@link #enterPrivateMode} then takes its screen. */
    public Tty(InputStream in, OutputStream out, Clusters clusters) throws IOException {
        super(in, new BufferedOutputStream(out, 64 * 1024), UTF_8, CtrlCBehaviour.TRAP);
        this.clusters = clusters;
        getInputDecoder().addProfile(Sequences::patterns);
    }

    @Override
    public void enterPrivateMode() throws IOException {
        super.enterPrivateMode();
        writeToTerminal(ENTER.getBytes(US_ASCII));
        flush();
    }

    @Override
    public void exitPrivateMode() throws IOException {
        writeToTerminal(LEAVE.getBytes(US_ASCII));
        super.exitPrivateMode();
        // The last word: a thread that still paints must not hide the cursor again.
        closed = !suspended;
    }

    /** Gives the terminal back to the shell until it lets us on ({@code fg}); with us stops the launcher that waits for us. */
    public void suspend() throws IOException {
        suspended = true;
        exitPrivateMode();
        restoreTerminalSettings();
        exec("/bin/sh", "-c", "kill -TSTP 0");
        canonicalMode(false);
        suspended = false;
        enterPrivateMode();
    }

    /** Asks the terminal to put text into the clipboard (OSC 52); false where it is too much for one. */
    public boolean copy(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > MOST_COPIED) {
            return false;
        }
        writeToTerminal(("\033]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\007").getBytes(US_ASCII));
        flush();
        return true;
    }

    @Override
    public void setCursorPosition(int x, int y) throws IOException {
        column = x;
        row = y;
        astray = false;
        super.setCursorPosition(x, y);
    }

    @Override
    public void putString(String text) throws IOException {
        if (astray) {
            // What the terminal made of the glyph before is its own affair; we know where the next one belongs.
            setCursorPosition(column, row);
        }
        writeToTerminal(clusters.shown(text).getBytes(UTF_8));
        boolean plain = text.length() == 1 && text.charAt(0) < 0x300;
        column += plain ? 1 : Cells.of(text);
        astray = !plain && !(text.length() == 1 && alwaysOneCell(text.charAt(0)));
    }

    @Override
    protected synchronized void writeToTerminal(byte... bytes) throws IOException {
        if (!closed) {
            super.writeToTerminal(bytes);
        }
    }

    @Override
    protected TerminalSize findTerminalSize() throws IOException {
        String[] size = runSTTYCommand("size").trim().split(" ", 2);
        try {
            return new TerminalSize(
                    Math.max(1, Integer.parseInt(size[1].trim())), Math.max(1, Integer.parseInt(size[0])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException noTerminal) {
            return new TerminalSize(80, 24);
        }
    }

    /** One process instead of several: each costs ten milliseconds before the first screen. */
    @Override
    protected void canonicalMode(boolean enabled) throws IOException {
        if (enabled) {
            runSTTYCommand("sane");
        } else {
            runSTTYCommand("-icanon", "-echo", "min", "1", "-ixon", "intr", "undef", "susp", "undef", "quit", "undef");
        }
    }

    @Override
    protected void keyEchoEnabled(boolean enabled) {
        // Done with the mode.
    }

    @Override
    protected void keyStrokeSignalsEnabled(boolean enabled) {
        // Done with the mode; the saved settings bring them back.
    }

    /** Box drawing, blocks, arrows and control pictures. */
    private static boolean alwaysOneCell(char c) {
        return (c >= 0x2190 && c <= 0x2193) || (c >= 0x2400 && c <= 0x2426) || (c >= 0x2500 && c <= 0x259F) || c == '…';
    }
}
