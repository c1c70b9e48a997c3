package dev.jieli.office.planted;

import org.bouncycastle.crypto.digests.SM3Digest;

public final class Hashes {
    public SM3Digest digest() {
        return new SM3Digest();
    }
}
