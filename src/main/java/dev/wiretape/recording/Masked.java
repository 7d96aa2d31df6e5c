package dev.wiretape.recording;

import dev.wiretape.recording.secrets.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes with their secrets taken out.
 *
 * @param parts the pieces the chunks brought, moved along; a border inside a secret moves behind its placeholder
 */
record Masked(byte[] bytes, List<Part> parts) {
    static Masked of(byte[] from, int offset, List<Part> parts, int length, List<Secret> secrets, Redactor redactor) {
        LineBuffer out = new LineBuffer();
        int[] borders = borders(parts, offset);
        int[] moved = borders.clone();
        int done = offset;
        for (Secret secret : secrets) {
            out.raw(from, done, secret.start() - done);
            int before = out.length();
            out.raw(redactor.placeholder(secret.kind(), secret.value()));
            done = secret.end();
            int grown = out.length() - before - secret.length();
            for (int i = 0; i < borders.length; i++) {
                if (borders[i] >= secret.end()) {
                    moved[i] += grown;
                } else if (borders[i] > secret.start()) {
                    moved[i] += out.length() - before - (borders[i] - secret.start());
                }
            }
        }
        out.raw(from, done, offset + length - done);
        return new Masked(out.copy(), between(parts, moved, offset));
    }

    private static int[] borders(List<Part> parts, int offset) {
        int[] borders = new int[parts.size()];
        int at = offset;
        for (int i = 0; i < borders.length; i++) {
            at += parts.get(i).bytes();
            borders[i] = at;
        }
        return borders;
    }

    private static List<Part> between(List<Part> parts, int[] borders, int offset) {
        List<Part> moved = new ArrayList<>();
        int before = offset;
        for (int i = 0; i < borders.length; i++) {
            if (borders[i] > before) {
                moved.add(new Part(borders[i] - before, parts.get(i).t()));
                before = borders[i];
            }
        }
        return moved;
    }
}
