package dev.jieli.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {

    @TempDir
    private Path folder;

    @Test
    void two_who_remove_the_same_tree_do_not_stop_each_other() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int turn = 0; turn < 20; turn++) {
                Path tree = folder.resolve("tree" + turn);
                for (int branch = 0; branch < 20; branch++) {
                    Path leaves = Files.createDirectories(tree.resolve("branch" + branch + "/twig"));
                    for (int leaf = 0; leaf < 5; leaf++) {
                        Files.createFile(leaves.resolve("leaf" + leaf));
                    }
                }
                List<Callable<Path>> both = new ArrayList<>();
                for (int who = 0; who < 2; who++) {
                    both.add(() -> {
                        Trees.delete(tree);
                        return tree;
                    });
                }
                for (Future<Path> deleted : pool.invokeAll(both)) {
                    assertThat(deleted.get()).doesNotExist();
                }
            }
        } finally {
            pool.shutdown();
        }
    }
}
