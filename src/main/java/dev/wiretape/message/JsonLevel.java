package dev.wiretape.message;

/**
 * One object or array the cursor is inside of, and where in it. Keys are kept as places in the text, so that a level's
 * size is the same whatever its keys.
 *
 * @param parent the level around it, null at the root
 * @param depth 1 at the root
 * @param keyStart the code unit after the opening quote of the current key, -1 before there is one
 * @param keyEnd the closing quote of it, -1 while it is open
 * @param index the number of the current element of an array, from 0
 */
record JsonLevel(JsonLevel parent, int depth, boolean object, int keyStart, int keyEnd, int index) {

    static JsonLevel inObject(JsonLevel parent) {
        return new JsonLevel(parent, parent == null ? 1 : parent.depth + 1, true, -1, -1, 0);
    }

    static JsonLevel inArray(JsonLevel parent) {
        return new JsonLevel(parent, parent == null ? 1 : parent.depth + 1, false, -1, -1, 0);
    }

    JsonLevel keyFrom(int start) {
        return new JsonLevel(parent, depth, true, start, -1, index);
    }

    JsonLevel keyTo(int end) {
        return new JsonLevel(parent, depth, true, keyStart, end, index);
    }

    /** After a comma: the next element, or no key yet. */
    JsonLevel next() {
        return new JsonLevel(parent, depth, object, -1, -1, index + 1);
    }
}
