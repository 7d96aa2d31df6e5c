package dev.wiretape.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something a script waits for until the test opens it; once open it stays open. */
public final class Gate {
    private final String name;
    private final CountDownLatch latch = new CountDownLatch(1);

    private Gate(String name) {
        this.name = name;
    }

    /** A closed gate; {@code name} is for messages. */
    public static Gate closed(String name) {
        return new Gate(name);
    }

    /** Lets all pass, from now on. */
    public void open() {
        latch.countDown();
    }

    /** Waits until the gate is open; fails after {@code deadline}. */
    public void await(Duration deadline) throws InterruptedException {
        if (!latch.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the gate \"" + name + "\" was not opened within " + deadline);
        }
    }

    @Override
    public String toString() {
        return "gate \"" + name + "\"";
    }
}
