//! Where two ways up a tree meet.

use super::{Tree, narrow};

/// Finds where two ways to the root meet, in constant time whatever the depth
/// (a server may chain its organisations as deep as it likes).
pub(super) struct Ways {
    /// `rows[k][i]`: of the 2^k nodes from `i` on, the one nearest to the root.
    rows: Vec<Vec<u32>>,
    depths: Vec<u32>,
}

impl Ways {
    pub(super) fn new(tree: &Tree) -> Self {
        let mut depths: Vec<u32> = Vec::with_capacity(tree.nodes.len());
        for index in 0..tree.nodes.len() {
            let above = tree.parent(narrow(index));
            depths.push(above.map_or(0, |parent| depths[parent as usize] + 1));
        }
        let mut rows: Vec<Vec<u32>> = vec![(0..narrow(tree.nodes.len())).collect()];
        let mut width = 1;
        while let Some(last) = rows.last().filter(|last| last.len() > width) {
            let row = last
                .iter()
                .zip(&last[width..])
                .map(|(a, b)| nearer(&depths, *a, *b))
                .collect();
            rows.push(row);
            width *= 2;
        }
        Self { rows, depths }
    }

    /// Of two nodes with `first` before `second`: the deepest at or above both.
    pub(super) fn join(&self, tree: &Tree, first: u32, second: u32) -> Option<u32> {
        let (from, to) = (first as usize + 1, second as usize + 1);
        let row = (to - from).ilog2() as usize;
        let [a, b] = [from, to - (1 << row)].map(|start| self.rows[row][start]);
        tree.parent(nearer(&self.depths, a, b))
    }
}

fn nearer(depths: &[u32], a: u32, b: u32) -> u32 {
    if depths[b as usize] < depths[a as usize] {
        b
    } else {
        a
    }
}
