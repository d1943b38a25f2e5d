package io.dataaccount.lambda.templates;

import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.testkit.contract.InMemoryFixture;
import java.io.OutputStream;
import java.util.List;

/** The routes of the contract. */
final class Catalogue {
    private Catalogue() {}

    static List<String> routes() {
        return new InMemoryFixture(new NoJson()).api().routes();
    }

    /** Not called by these tests. */
    private static final class NoJson implements JsonCodec {
        @Override
        public Object read(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(Object tree, OutputStream out) {
            throw new UnsupportedOperationException();
        }
    }
}
