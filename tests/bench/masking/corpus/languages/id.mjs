// Indonesian.
export default {
  code: 'id',
  regions: ['ID', 'ID', 'MY'],
  names: ['Dewi', 'Budi', 'Siti', 'Agus', 'Rina', 'Joko'],
  phone: ['halo ini {n} nomor baru saya {p} tolong disimpan', 'kurirnya ga nemu rumah suruh telp {p}', '{p} itu suami saya ada di rumah', 'HP: {p}', 'bisa dihubungi di {p} setelah jam 6', 'dari pagi nunggu tolong telpon {p}', 'punya saya {p} punya ibu {p}', 'WA aja {p}', 'tadi ada yg nelpon dari {p} ada apa ya', 'Salam,\n{n}\nMarketing\nHP {p}\n{e}', 'Penerima {n} {p} titip satpam', 'maaf salah yg bener {p}', '{p}', 'tukang ledeng {n} {p} bagus murah', 'Kontak {p} / {e}'],
  email: ['kirim penawaran ke {e}', 'email saya {e}', '{e}', 'invoice belum masuk cek {e}'],
  card: ['kartu {c} kepotong dua kali', 'coba kartu ini {c}'],
  iban: ['refund ke {i} ya'],
  hard: ['pesanan {ord} masih diproses', 'order {ord} mana ya', 'resi {trk} ga gerak dari {date}', 'tagihan {inv} {price} jatuh tempo {date}', 'kode otp {otp} jangan dikasih siapa2', 'rapat {date} jam {time}', 'barcode {bar}', 'nomor seri {ser}', 'paket {size} cm {kg} kg', 'naik dari {price} ke {price}', 'pesawat {flight} {time}', 'buka {time}-{time}', 'kode {sku} {qty} pcs', 'tiket {tick} ditutup', 'kamar {room}'],
  talk: ['ok makasih', 'masih ada?', 'boleh kurang dikit', 'sampai besok ya', 'gapapa', 'wkwk cepet', 'yang biru ukuran M', 'barangnya pecah', 'berapa lama kirim ke luar pulau', 'ready stok?', 'tanya istri dulu', 'pagi ada kabar?', 'iya tolong', 'makasih banyak 🙏'],
};
