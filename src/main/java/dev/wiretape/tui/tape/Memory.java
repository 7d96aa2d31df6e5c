package dev.wiretape.tui.tape;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** Whether there is memory left for what can be done without. */
final class Memory {
    private static final double ENOUGH = 0.92;

    private Memory() {}

    /** Whether what survived the last collection leaves something of the heap free. */
    static boolean isLeft() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage survived = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            // Survivor spaces are full or empty; the large pool tells.
            boolean large = survived != null
                    && survived.getMax() >= Runtime.getRuntime().maxMemory() / 2;
            if (large && survived.getUsed() > ENOUGH * survived.getMax()) {
                return false;
            }
        }
        return true;
    }
}
