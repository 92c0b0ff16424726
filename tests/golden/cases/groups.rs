run_each! {
    broadcast,
    casts,
    creation,
    elementwise,
    errors,
    indexing,
    memory,
    printing,
    promotion,
    reductions,
    sorting,
    views,
}
